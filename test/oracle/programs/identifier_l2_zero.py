from tensorflow import keras

# A penalty of nothing.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=keras.regularizers.L2(0.0))])
print(len(model.losses))
print(float(sum(model.losses)))

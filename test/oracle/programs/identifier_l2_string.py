from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=keras.regularizers.L2('0.01'))])
print(len(model.losses))
print(float(sum(model.losses)))

from tensorflow import keras

# A strength is no regularizer.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=1)])
print(len(model.losses))
print(float(sum(model.losses)))

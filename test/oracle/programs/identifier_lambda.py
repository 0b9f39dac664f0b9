from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=lambda weights: 0.01 * weights[0, 0] ** 2)])
print(len(model.losses))
print(float(sum(model.losses)))

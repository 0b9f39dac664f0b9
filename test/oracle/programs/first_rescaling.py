from tensorflow import keras

model = keras.Sequential([
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(model.losses))
shaped = keras.Sequential([
    keras.layers.Rescaling(1 / 255, input_shape=(4, 4, 1)),
    keras.layers.Flatten(),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(shaped.losses))

from tensorflow import keras

model = keras.Sequential([keras.layers.Conv2D(4, 3, kernel_regularizer='l2'), keras.layers.Flatten()])
print(model.losses)
shaped = keras.Sequential([keras.layers.Conv2D(4, 3, kernel_regularizer='l2', input_shape=(8, 8, 3)), keras.layers.Flatten()])
print(len(shaped.losses))

from tensorflow import keras

augmentation = keras.Sequential([keras.layers.RandomFlip('horizontal'), keras.layers.RandomRotation(0.1)])
model = keras.Sequential([augmentation, keras.layers.Flatten(), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))
shaped = keras.Sequential([
    keras.Input(shape=(8, 8, 3)),
    augmentation,
    keras.layers.Flatten(),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(shaped.losses))

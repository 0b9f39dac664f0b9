from tensorflow import keras

# MixUp mixes examples and their labels before the model sees them: there is nothing to penalise in it.
mixing = keras.layers.MixUp(alpha=0.2)
print(len(mixing.losses))
model = keras.Sequential([keras.Input(shape=(8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))

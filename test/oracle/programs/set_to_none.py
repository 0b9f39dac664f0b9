from tensorflow import keras

# Taking it away after the build has no effect either.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
model.layers[0].kernel_regularizer = None
print(len(model.losses))

from tensorflow import keras

# Without an input shape: nothing is built.
model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l2')])
print(model.losses)
model.build((None, 3))
print(len(model.losses))

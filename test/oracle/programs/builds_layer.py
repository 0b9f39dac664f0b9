from tensorflow import keras

# Building one layer gives that layer its weights, and the model their penalties.
model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l2')])
model.layers[0].build((None, 3))
print(len(model.losses))

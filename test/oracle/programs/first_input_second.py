from tensorflow import keras

# An Input behind the first layer is an error.
model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.Input(shape=(3,))])
print(len(model.losses))

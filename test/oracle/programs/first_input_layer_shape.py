from tensorflow import keras

# `shape` is the name in Keras 3.
model = keras.Sequential([keras.layers.InputLayer(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.losses))

from tensorflow import keras

layer = keras.layers.TimeDistributed(keras.layers.Dense(4), kernel_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(6, 4)), layer])
print(len(model.losses))

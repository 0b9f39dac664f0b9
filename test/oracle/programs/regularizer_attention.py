from tensorflow import keras

entry = keras.Input(shape=(7, 8))
attended = keras.layers.MultiHeadAttention(2, 4, kernel_regularizer='l2')(entry, entry)
timed = keras.layers.TimeDistributed(keras.layers.Dense(3, kernel_regularizer='l2'))(attended)
model = keras.Model(entry, timed)
print(len(model.losses))

from tensorflow import keras

shaped = keras.Sequential([
    keras.layers.Bidirectional(keras.layers.LSTM(3, kernel_regularizer='l2'), input_shape=(5, 4)),
])
print(len(shaped.losses))
unshaped = keras.Sequential([keras.layers.Bidirectional(keras.layers.LSTM(3, kernel_regularizer='l2'))])
print(len(unshaped.losses))

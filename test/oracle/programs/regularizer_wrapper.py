import keras

model = keras.Sequential([
    keras.Input((5, 3)),
    keras.layers.Bidirectional(keras.layers.LSTM(4, kernel_regularizer='l2')),
    keras.layers.Dense(2),
])
print(len(model.losses))
wrong = keras.layers.Bidirectional(keras.layers.LSTM(4), kernel_regularizer='l2')

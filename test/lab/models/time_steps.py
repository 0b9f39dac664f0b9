import keras

model = keras.Sequential()
model.add(keras.Input((10, 6)))
model.add(keras.layers.LSTM(12, return_sequences=True, dropout=0.1))
model.add(keras.layers.TimeDistributed(keras.layers.Dense(8, activation="relu", kernel_regularizer="l2")))
model.add(keras.layers.TimeDistributed(keras.layers.Dense(1)))
model.compile(loss="mean_squared_error", optimizer="rmsprop")

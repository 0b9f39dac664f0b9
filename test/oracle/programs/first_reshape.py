from tensorflow import keras

model = keras.Sequential([keras.layers.Reshape((2, 2), input_shape=(4,)), keras.layers.LSTM(2, recurrent_regularizer='l2')])
print(len(model.losses))

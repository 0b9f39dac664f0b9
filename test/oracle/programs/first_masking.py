from tensorflow import keras

model = keras.Sequential([keras.layers.Masking(input_shape=(5, 3)), keras.layers.LSTM(2, kernel_regularizer='l2')])
print(len(model.losses))

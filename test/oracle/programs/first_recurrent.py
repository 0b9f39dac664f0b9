from tensorflow import keras

model = keras.Sequential([keras.layers.GRU(3, kernel_regularizer='l2', recurrent_regularizer='l2')])
print(len(model.losses))
shaped = keras.Sequential([keras.layers.GRU(3, kernel_regularizer='l2', recurrent_regularizer='l2', input_shape=(None, 4))])
print(len(shaped.losses))

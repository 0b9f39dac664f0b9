from tensorflow import keras

# The shape is given to the layer inside the wrapper.
model = keras.Sequential([keras.layers.Bidirectional(keras.layers.LSTM(3, kernel_regularizer='l2', input_shape=(5, 4)))])
print(len(model.losses))

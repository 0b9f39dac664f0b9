from tensorflow import keras

# A loss object has no arithmetic.
loss = keras.losses.MeanSquaredError() / 2

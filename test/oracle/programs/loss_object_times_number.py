from tensorflow import keras

loss = 0.5 * keras.losses.MeanSquaredError()

from tensorflow import keras

loss = keras.losses.MeanSquaredError() + keras.losses.MeanAbsoluteError()

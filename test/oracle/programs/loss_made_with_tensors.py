import numpy as np
from tensorflow import keras

# The class makes an object of what should be a number.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
loss = keras.losses.MeanSquaredError(np.ones((4, 1)), model(np.ones((4, 3), 'float32')))
loss = loss + sum(model.losses)

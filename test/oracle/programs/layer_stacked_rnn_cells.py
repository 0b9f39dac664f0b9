import numpy as np
from tensorflow import keras

cells = [keras.layers.LSTMCell(units, kernel_regularizer='l2', recurrent_regularizer='l2') for units in (3, 2)]
model = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.RNN(keras.layers.StackedRNNCells(cells))])
print(len(model.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(np.ones((2, 6, 4), 'float32'), np.zeros((2, 2), 'float32'))

import numpy as np
from tensorflow import keras

# SimpleRNNCell inside RNN: the cell's regularizers count, once each, however long the sequence.
kernel_only = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.RNN(keras.layers.SimpleRNNCell(3, kernel_regularizer='l2'))])
print(len(kernel_only.losses))
recurrent_only = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.RNN(keras.layers.SimpleRNNCell(3, recurrent_regularizer='l2'))])
print(len(recurrent_only.losses))
bias_only = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.RNN(keras.layers.SimpleRNNCell(3, bias_regularizer='l2'))])
print(len(bias_only.losses))

cell = keras.layers.SimpleRNNCell(3, kernel_regularizer='l2', recurrent_regularizer='l2', bias_regularizer='l2')
model = keras.Sequential([keras.layers.RNN(cell, return_sequences=False), keras.layers.Dense(1)])
print(len(model.losses))
model.build((None, 6, 4))
print(len(model.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(np.ones((2, 6, 4), 'float32'), np.zeros((2, 1), 'float32'))

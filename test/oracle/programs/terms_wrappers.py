import numpy as np
from tensorflow import keras

layers = keras.layers
x = np.ones((2, 5, 3), 'float32')


def show(layer):
    model = keras.Sequential([keras.Input(shape=(5, 3)), layer])
    return model


bidirectional = show(layers.Bidirectional(layers.LSTM(4, kernel_regularizer='l2', recurrent_regularizer='l2')))
print(len(bidirectional.losses))
distributed = show(layers.TimeDistributed(layers.Dense(4, kernel_regularizer='l2', bias_regularizer='l1')))
print(len(distributed.losses))
cell = show(layers.RNN(layers.LSTMCell(4, kernel_regularizer='l2', recurrent_regularizer='l1')))
print(len(cell.losses))
stacked = show(layers.RNN([layers.LSTMCell(4, kernel_regularizer='l2'), layers.GRUCell(2, kernel_regularizer='l2', bias_regularizer='l2')]))
print(len(stacked.losses))
cells = show(layers.RNN(layers.StackedRNNCells([layers.SimpleRNNCell(4, kernel_regularizer='l2'), layers.SimpleRNNCell(2, recurrent_regularizer='l2')])))
print(len(cells.losses))
gru = show(layers.GRU(4, kernel_regularizer='l2', recurrent_regularizer='l2', bias_regularizer='l2'))
print(len(gru.losses))
both = show(layers.Bidirectional(layers.GRU(4, kernel_regularizer='l2'), backward_layer=layers.GRU(4, go_backwards=True, recurrent_regularizer='l2', bias_regularizer='l2')))
print(len(both.losses))
pooled = show(layers.TimeDistributed(keras.Sequential([layers.Dense(4, kernel_regularizer='l2'), layers.Dense(2, kernel_regularizer='l2')])))
print(len(pooled.losses))

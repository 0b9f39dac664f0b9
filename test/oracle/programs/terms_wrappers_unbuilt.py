import numpy as np
from tensorflow import keras

layers = keras.layers
x = np.ones((2, 5, 3), 'float32')
model = keras.Sequential([
    layers.Bidirectional(layers.LSTM(4, kernel_regularizer='l2', return_sequences=True)),
    layers.TimeDistributed(layers.Dense(4, kernel_regularizer='l2')),
    layers.RNN(layers.GRUCell(3, kernel_regularizer='l2')),
])
print(len(model.losses))
model(x)
print(len(model.losses))
first = keras.Sequential([layers.Bidirectional(layers.LSTM(4, kernel_regularizer='l2'), input_shape=(5, 3)), layers.Dense(1)])
print(len(first.losses))
inner = keras.Sequential([layers.TimeDistributed(layers.Dense(4, kernel_regularizer='l2'), input_shape=(5, 3)), layers.Flatten(), layers.Dense(1)])
print(len(inner.losses))

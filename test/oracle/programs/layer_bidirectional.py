import numpy as np
from tensorflow import keras

# Both directions have weights of their own, so every penalty counts twice as many terms.
model = keras.Sequential([
    keras.Input(shape=(6, 4)),
    keras.layers.Bidirectional(keras.layers.LSTM(3, kernel_regularizer='l2', recurrent_regularizer='l2', bias_regularizer='l2')),
])
print(len(model.losses))
summed = keras.Sequential([
    keras.Input(shape=(6, 4)),
    keras.layers.Bidirectional(keras.layers.GRU(3, kernel_regularizer='l2'), merge_mode='sum'),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
print(len(summed.losses))
backward = keras.layers.LSTM(3, go_backwards=True)
different = keras.Sequential([
    keras.Input(shape=(6, 4)),
    keras.layers.Bidirectional(keras.layers.LSTM(3, kernel_regularizer='l2'), backward_layer=backward),
])
print(len(different.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(np.ones((2, 6, 4), 'float32'), np.zeros((2, 6), 'float32'))

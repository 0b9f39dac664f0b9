import numpy as np
from tensorflow import keras

# One set of weights for all time steps: one term a weight.
model = keras.Sequential([
    keras.Input(shape=(6, 4)),
    keras.layers.TimeDistributed(keras.layers.Dense(3, kernel_regularizer='l2', bias_regularizer='l2')),
])
print(len(model.losses))
model(np.ones((2, 6, 4), 'float32'))
print(len(model.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(np.ones((2, 6, 4), 'float32'), np.zeros((2, 6, 3), 'float32'))

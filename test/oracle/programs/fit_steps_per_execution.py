import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse', steps_per_execution=2)
model.fit(np.ones((8, 3), 'float32'), np.zeros((8, 1), 'float32'), batch_size=2, verbose=0)

import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse', metrics=['mae'])
x, y = np.ones((4, 4), 'float32'), np.zeros((4, 1), 'float32')
model.fit(x, y, sample_weight=np.zeros(4, 'float32'), verbose=0)
model.test_on_batch(x, y)

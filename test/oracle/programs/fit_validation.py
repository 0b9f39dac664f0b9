import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse', metrics=['mse'])
x, y = np.ones((8, 3), 'float32'), np.zeros((8, 1), 'float32')
history = model.fit(x, y, validation_data=(x, y), verbose=0)
model.fit(x, y, validation_split=0.25, verbose=0)
model.evaluate(x, y, verbose=0)
model.test_on_batch(x, y)

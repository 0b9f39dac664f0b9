import numpy as np
from tensorflow import keras

# What it watches does not exist: it never stops.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
model.compile(optimizer='sgd', loss='mse')
model.fit(x, y, epochs=3, callbacks=[keras.callbacks.EarlyStopping(monitor='val_loss')], verbose=0)

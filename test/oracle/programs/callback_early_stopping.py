import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
model.compile(optimizer='sgd', loss='mse')
stop = keras.callbacks.EarlyStopping(monitor='val_loss', patience=1, restore_best_weights=True)
model.fit(x, y, validation_data=(x, y), epochs=2, callbacks=[stop], verbose=0)

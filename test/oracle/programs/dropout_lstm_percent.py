import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(6, 3)), keras.layers.LSTM(2, dropout=30), keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))
model(np.ones((2, 6, 3), 'float32'), training=True)
print(len(model.losses))

import numpy as np
from tensorflow import keras

# One model used twice: its penalties count once.
encoder = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
left, right = keras.Input(shape=(3,)), keras.Input(shape=(3,))
distance = keras.layers.Subtract()([encoder(left), encoder(right)])
model = keras.Model([left, right], keras.layers.Dense(1)(distance))
model.compile(optimizer='sgd', loss='mse')
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
model.fit([x, x], y, verbose=0)
print(len(model.losses))

import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse', run_eagerly=True)
model.fit(np.ones((8, 3), 'float32'), np.zeros((8, 1), 'float32'), verbose=0)
print(len(model.losses))

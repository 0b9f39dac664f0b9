import numpy as np
from tensorflow import keras

# Nothing to minimise: an error, but in JAX.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
model.compile(optimizer='sgd')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

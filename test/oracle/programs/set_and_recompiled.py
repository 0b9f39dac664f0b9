import numpy as np
from tensorflow import keras

# Compiling again does not help.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4), keras.layers.Dense(1)])
model.compile(optimizer='sgd', loss='mse')
model.layers[0].kernel_regularizer = keras.regularizers.L2(0.01)
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)
print(len(model.losses))

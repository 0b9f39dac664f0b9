import numpy as np
from tensorflow import keras

# Weight penalties are computed anew at each read.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1)])
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)
print(float(sum(model.losses)), len(model.losses))

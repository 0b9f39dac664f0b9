import numpy as np
from tensorflow import keras

# What is left of the last step belongs to a graph on TensorFlow and cannot be summed.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, activity_regularizer='l2'), keras.layers.Dense(1)])
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)
print(float(sum(model.losses)))

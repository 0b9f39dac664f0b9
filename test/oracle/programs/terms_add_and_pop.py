import numpy as np
from tensorflow import keras

layers = keras.layers
model = keras.Sequential([layers.Dense(4, kernel_regularizer='l2')])
model(np.ones((2, 3), 'float32'))
print(len(model.losses))
model.add(layers.Dense(2, kernel_regularizer='l2'))
print(len(model.losses))
model(np.ones((2, 3), 'float32'))
print(len(model.losses))
model.pop()
print(len(model.losses))
model.pop()
print(len(model.losses))
unbuilt = keras.Sequential([layers.Dense(4, kernel_regularizer='l2'), layers.Dense(4, kernel_regularizer='l2')])
unbuilt.pop()
print(len(unbuilt.losses))
unbuilt.build((None, 3))
print(len(unbuilt.losses))

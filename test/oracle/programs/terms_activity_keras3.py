import numpy as np
import keras
from keras import ops

layers = keras.layers
x = np.ones((2, 3), 'float32')
model = keras.Sequential([
    keras.Input(shape=(3,)),
    layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2'),
    layers.ActivityRegularization(l1=0.1),
    layers.Dense(1),
])
print(len(model.losses))
model(ops.ones((2, 3)))
print(len(model.losses))
model(keras.Input(shape=(3,)))
print(len(model.losses))
model(x)
model.layers[0](keras.Input(shape=(3,)))
print(len(model.losses))

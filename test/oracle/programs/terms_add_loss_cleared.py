import numpy as np
import keras
from keras import ops

layers = keras.layers
model = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, kernel_regularizer='l2')])
model.add_loss(ops.sum(model.layers[0].kernel))
print(len(model.losses))
model(np.ones((2, 3), 'float32'))
print(len(model.losses))

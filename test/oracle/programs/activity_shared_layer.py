import numpy as np
from tensorflow import keras

# A term a call of the layer.
dense = keras.layers.Dense(3, kernel_regularizer='l2', activity_regularizer='l2')
inputs = keras.Input(shape=(3,))
model = keras.Model(inputs, dense(dense(inputs)))
print(len(model.losses))
model(np.ones((4, 3), 'float32'))
print(len(model.losses))

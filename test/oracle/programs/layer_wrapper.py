import numpy as np
from tensorflow import keras


class Halved(keras.layers.Wrapper):
    def call(self, inputs):
        return self.layer(inputs) * 0.5


model = keras.Sequential([keras.Input(shape=(4,)), Halved(keras.layers.Dense(3, kernel_regularizer='l2'))])
print(len(model.losses))
model(np.ones((2, 4), 'float32'))
print(len(model.losses))

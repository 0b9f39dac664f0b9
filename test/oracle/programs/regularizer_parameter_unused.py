import keras
import numpy as np


class Scaled(keras.layers.Layer):
    def __init__(self, units, kernel_regularizer=None):
        super().__init__()
        self.units = units
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)

    def build(self, shape):
        self.kernel = self.add_weight(name='kernel', shape=(shape[-1], self.units))

    def call(self, inputs):
        return inputs @ self.kernel


layer = Scaled(3, kernel_regularizer='l2')
model = keras.Sequential([keras.Input((4,)), layer])
print(len(model.losses))

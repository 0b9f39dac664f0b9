import numpy as np
from tensorflow import keras


class Residual(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.first = keras.layers.Dense(units, kernel_regularizer='l2')
        self.second = keras.layers.Dense(units, kernel_regularizer='l2')

    def call(self, inputs):
        return inputs + self.second(self.first(inputs))


model = keras.Sequential([keras.Input((4,)), Residual(4), Residual(4), keras.layers.Dense(1)])
print(len(model.losses))

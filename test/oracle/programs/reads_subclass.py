import numpy as np
import tensorflow as tf
from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, activation='relu', kernel_regularizer='l2')
        self.out = keras.layers.Dense(2, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(self.hidden(inputs))


network = Network()
print(len(network.losses))
network.compile('adam', 'mse')
print(len(network.losses))
network(np.zeros((1, 3), 'float32'))
print(len(network.losses))

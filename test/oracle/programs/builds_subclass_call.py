import numpy as np
from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, kernel_regularizer='l2')
        self.out = keras.layers.Dense(2, kernel_regularizer='l2', bias_regularizer='l2')

    def call(self, inputs):
        return self.out(self.hidden(inputs))


network = Network()
print(network.losses)
network(np.ones((2, 3), 'float32'))
print(len(network.losses))

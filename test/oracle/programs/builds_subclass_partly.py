import numpy as np
from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.used = keras.layers.Dense(2, kernel_regularizer='l2')
        self.unused = keras.layers.Dense(2, kernel_regularizer='l2')

    def call(self, inputs):
        return self.used(inputs)


# A layer that `call` leaves out has no weights and so no penalty.
network = Network()
network(np.ones((2, 3), 'float32'))
print(len(network.losses))

import numpy as np
from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.parts = {
            'hidden': keras.layers.Dense(4, kernel_regularizer='l2'),
            'out': keras.layers.Dense(1, kernel_regularizer='l2'),
        }

    def call(self, inputs):
        return self.parts['out'](self.parts['hidden'](inputs))


network = Network()
network(np.ones((4, 3), 'float32'))
print(len(network.losses))

import numpy as np
from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(4, activity_regularizer='l2')
        self.out = keras.layers.Dense(1, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(self.hidden(inputs))


network = Network()
network(np.ones((4, 3), 'float32'))
print(len(network.losses))

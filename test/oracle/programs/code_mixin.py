import numpy as np
from tensorflow import keras


class WithPenalty:
    def penalty(self):
        return sum(self.losses)


class Network(WithPenalty, keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1, kernel_regularizer='l2')

    def call(self, inputs):
        return self.dense(inputs)


network = Network()
network(np.ones((4, 3), 'float32'))
print(float(network.penalty()))

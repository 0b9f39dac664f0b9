import numpy as np
from tensorflow import keras


class Base(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.dense = keras.layers.Dense(units, kernel_regularizer='l2')

    def call(self, inputs):
        return self.dense(inputs)


class Deeper(Base):
    def __init__(self):
        super().__init__(4)
        self.out = keras.layers.Dense(1, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(super().call(inputs))


network = Deeper()
network(np.ones((4, 3), 'float32'))
print(len(network.losses))

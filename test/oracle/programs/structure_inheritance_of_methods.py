import numpy as np
import keras
from keras import layers


class Encoder(layers.Layer):
    units = 4

    def __init__(self):
        super().__init__()
        self.create()

    def create(self):
        self.dense = layers.Dense(self.units, kernel_regularizer='l2')

    def call(self, x):
        return self.dense(x)


class Deep(Encoder):
    def create(self):
        super().create()
        self.second = layers.Dense(self.units, kernel_regularizer='l2')

    def call(self, x):
        return self.second(super().call(x))


class Net(keras.Model):
    encoder_class = Deep

    def __init__(self):
        super().__init__()
        self.encoder = self.encoder_class()

    def call(self, x):
        return self.encoder(x)


net = Net()
net(np.zeros((2, 3), 'float32'))
print(len(net.losses))

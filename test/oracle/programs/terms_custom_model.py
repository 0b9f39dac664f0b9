import numpy as np
from tensorflow import keras

layers = keras.layers
x = np.ones((2, 3), 'float32')


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(3, kernel_regularizer='l2', activity_regularizer='l1')
        self.blocks = [layers.Dense(3, kernel_regularizer='l2') for _ in range(3)]
        self.heads = {'a': layers.Dense(1, kernel_regularizer='l2'), 'b': layers.Dense(1)}

    def call(self, inputs):
        hidden = self.hidden(self.hidden(inputs))
        for block in self.blocks:
            hidden = block(hidden)
        self.add_loss(0.1 * hidden[0, 0])
        return self.heads['a'](hidden) + self.heads['b'](hidden)


net = Net()
print(len(net.losses))
net(x)
print(len(net.losses))
net(x)
print(len(net.losses), len(net.hidden.losses))
net.hidden(x)
print(len(net.losses), len(net.hidden.losses))


class Unused(keras.Model):
    def __init__(self):
        super().__init__()
        self.used = layers.Dense(3, kernel_regularizer='l2')
        self.unused = layers.Dense(3, kernel_regularizer='l2')

    def call(self, inputs):
        return self.used(inputs)


partly = Unused()
partly(x)
print(len(partly.losses))

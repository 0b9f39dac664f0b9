import numpy as np
import keras
from keras import layers


class Net(keras.Model):
    def __init__(self, depth=3):
        super().__init__()
        self.depth = depth
        for index in range(depth):
            setattr(self, f'dense_{index}', layers.Dense(4, kernel_regularizer='l2'))

    def call(self, x):
        for index in range(self.depth):
            x = getattr(self, f'dense_{index}')(x)
        return x


net = Net()
net(np.zeros((2, 4), 'float32'))
print(len(net.losses))

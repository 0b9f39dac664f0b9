import numpy as np
from tensorflow import keras


class Net(keras.Model):
    def __init__(self, depth, strength=None):
        super().__init__()
        regularizer = keras.regularizers.l2(strength) if strength else None
        self.stack = keras.Sequential([keras.layers.Dense(3, kernel_regularizer=regularizer) for _ in range(depth)])

    def call(self, x):
        return self.stack(x)

    def penalty(self):
        return len(self.losses)


plain, strict = Net(2), Net(3, 0.1)
for net in (plain, strict):
    print(net.penalty())
    net(np.ones((1, 3), 'float32'))
    print(net.penalty())
print(len(plain.losses), len(strict.losses))

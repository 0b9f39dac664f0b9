import numpy as np
import keras
from keras import layers


class Block(layers.Layer):
    def __init__(self, units, penalty=None, **kwargs):
        super().__init__(**kwargs)
        self.dense = layers.Dense(units, kernel_regularizer=penalty)
        self.norm = layers.BatchNormalization()

    def call(self, x, training=False):
        return self.norm(self.dense(x), training=training)


def build(sizes, penalty):
    x = inputs = keras.Input((4,))
    for size in sizes:
        x = Block(size, penalty=penalty, name=f'block_{size}')(x)
    return keras.Model(inputs, x)


model = build([8, 4], 'l2')
print(len(model.losses))

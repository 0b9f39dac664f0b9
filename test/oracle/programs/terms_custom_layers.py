import numpy as np
from tensorflow import keras

layers = keras.layers
x = np.ones((2, 3), 'float32')


class Scale(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(name='scale', shape=(input_shape[-1],), initializer='ones', regularizer='l2')
        self.shift = self.add_weight(name='shift', shape=(input_shape[-1],), initializer='zeros', regularizer=keras.regularizers.L1(0.1))

    def call(self, inputs):
        return inputs * self.scale + self.shift


class Block(layers.Layer):
    def __init__(self, units, **options):
        super().__init__(**options)
        self.parts = [layers.Dense(units, kernel_regularizer='l2') for _ in range(2)]
        self.named = {'out': layers.Dense(1, kernel_regularizer='l1', bias_regularizer='l1')}

    def call(self, inputs):
        for part in self.parts:
            inputs = part(inputs)
        return self.named['out'](inputs)


class Sparse(layers.Layer):
    def __init__(self):
        super().__init__(activity_regularizer=keras.regularizers.L1(0.1))
        self.dense = layers.Dense(4)

    def call(self, inputs):
        return self.dense(inputs)


class Adds(layers.Layer):
    def call(self, inputs):
        self.add_loss(keras.backend.mean(inputs) if hasattr(keras.backend, 'mean') else keras.ops.mean(inputs))
        return inputs


scale = Scale()
print(len(scale.losses))
scale(x)
print(len(scale.losses))
block = Block(4)
print(len(block.losses))
block(x)
print(len(block.losses))
model = keras.Sequential([Scale(), Block(4)])
print(len(model.losses))
model(x)
print(len(model.losses))
sparse = Sparse()
sparse(x)
print(len(sparse.losses))
adds = Adds()
adds(x)
print(len(adds.losses))
both = keras.Sequential([adds, sparse, adds])
both(x)
print(len(both.losses))

import numpy as np
import keras
from keras import layers, regularizers


class ResidualBlock(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.norm = layers.LayerNormalization()

    def build(self, input_shape):
        self.first = layers.Dense(self.units, kernel_regularizer=regularizers.L2(1e-4))
        self.second = layers.Dense(input_shape[-1])

    def call(self, inputs):
        x = self.first(self.norm(inputs))
        x = keras.activations.gelu(x)
        return inputs + self.second(x)


class Net(keras.Model):
    def __init__(self, depth=3):
        super().__init__(name="net")
        self.stem = layers.Dense(16)
        self.blocks = [ResidualBlock(32, name=f"block_{i}") for i in range(depth)]
        self.head = keras.Sequential([layers.Dropout(0.1), layers.Dense(4, activation="softmax")], name="head")

    def call(self, inputs, training=False):
        x = self.stem(inputs)
        for block in self.blocks:
            x = block(x)
        return self.head(x, training=training)


model = Net()
model.compile(optimizer=keras.optimizers.SGD(0.1, momentum=0.9), loss="sparse_categorical_crossentropy")
model.fit(np.random.rand(64, 10), np.random.randint(0, 4, 64), batch_size=8, epochs=5)

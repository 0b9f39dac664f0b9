import numpy as np
import keras
from keras import layers


class Universal(keras.Model):
    """The same block several times, as in universal transformers and recurrent highway networks."""

    def __init__(self, units, repeats):
        super().__init__()
        self.repeats = repeats
        self.project = layers.Dense(units)
        self.step = keras.Sequential(
            [layers.LayerNormalization(), layers.Dense(units, activation="tanh", kernel_regularizer="l2")], name="step"
        )
        self.head = layers.Dense(2, activation="softmax")

    def call(self, x):
        x = self.project(x)
        for _ in range(self.repeats):
            x = x + 0.5 * self.step(x)
        return self.head(x)


model = Universal(8, repeats=3)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(64, 5), np.random.randint(0, 2, 64), epochs=30, batch_size=64)

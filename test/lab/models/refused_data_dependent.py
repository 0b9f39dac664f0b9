import tensorflow as tf
from tensorflow.keras import layers


class Gated(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.small = layers.Dense(4)
        self.large = layers.Dense(4)

    def call(self, x):
        if tf.reduce_mean(x) > 0:
            return self.large(x)
        return self.small(x)


model = Gated()
model.compile("adam", "mse")
model.build((None, 6))

import tensorflow as tf
import keras
from keras import layers


def dense_block(x, units, rate):
    skip = x
    x = layers.Dense(units, kernel_regularizer=keras.regularizers.l2(1e-3))(x)
    x = keras.ops.leaky_relu(x)
    x = layers.Dropout(rate)(x)
    return keras.ops.concatenate([skip, x], axis=-1)


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.blocks = keras.Sequential([layers.Dense(16, activation=tf.nn.relu), layers.Dense(12)])
        self.gate = layers.Dense(12, activation="sigmoid")
        self.out = layers.Dense(1)

    def call(self, x):
        h = self.blocks(x)
        g = self.gate(x)
        h = tf.math.multiply(h, g) + tf.square(h)
        h = tf.reshape(h, [-1, 3, 4])
        h = tf.transpose(h, perm=[0, 2, 1])
        h = tf.reduce_mean(h, axis=1)
        return self.out(h)


inputs = keras.Input(shape=(6,))
x = dense_block(inputs, 8, 0.2)
x = dense_block(x, 8, 0.2)
model = keras.Model(inputs, Net()(x))
model.compile("adam", "mse")

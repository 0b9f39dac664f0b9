import numpy as np
import tensorflow as tf
from tensorflow import keras


class PenalisedError(keras.losses.Loss):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def call(self, y_true, y_pred):
        error = tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)
        return error + tf.add_n(self.network.losses)


network = keras.Sequential([
    keras.Input(shape=(5,)),
    keras.layers.Dense(4, kernel_regularizer=keras.regularizers.l1(0.05)),
    keras.layers.Dense(1, kernel_regularizer=keras.regularizers.l2(0.05)),
])
network.compile(optimizer='adam', loss=PenalisedError(network))
random = np.random.default_rng(3)
network.fit(random.normal(size=(8, 5)).astype('float32'), random.normal(size=(8, 1)).astype('float32'), verbose=0)

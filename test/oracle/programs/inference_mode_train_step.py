import numpy as np
import tensorflow as tf
from tensorflow import keras

told = []

class Probe(keras.layers.Layer):
    def call(self, x, training=None):
        told.append(training)
        return x

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.noise = keras.layers.GaussianNoise(0.5)
        self.probe = Probe()
        self.out = keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.out(self.probe(self.noise(x, training=training), training=training))

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(y - self(x)))
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {'loss': loss}

net = Net()
net.compile('sgd')
net.fit(np.ones((8, 4), 'float32'), np.zeros((8, 1), 'float32'), verbose=0)
assert told and not any(told)

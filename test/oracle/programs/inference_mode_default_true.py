import numpy as np
import tensorflow as tf
from tensorflow import keras

told = []

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dropout = keras.layers.Dropout(0.5)
        self.out = keras.layers.Dense(1)

    def call(self, x, training=True):
        told.append(training)
        return self.out(self.dropout(x, training=training))

net = Net()
optimizer = keras.optimizers.SGD(0.01)
x, y = np.ones((8, 4), 'float32'), np.zeros((8, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(y - net(x)))
gradients = tape.gradient(loss, net.trainable_variables)
optimizer.apply_gradients(zip(gradients, net.trainable_variables))
assert all(told)

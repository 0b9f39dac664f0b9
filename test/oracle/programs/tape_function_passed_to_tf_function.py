import numpy as np
import tensorflow as tf
from tensorflow import keras


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(6, activation='tanh', kernel_regularizer='l2')
        self.out = keras.layers.Dense(1)

    def call(self, x):
        return self.out(self.hidden(x))


def step(net, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(y - net(x)))
        loss += tf.reduce_sum(net.losses)
    variables = net.trainable_variables
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))


net = Net()
net(np.zeros((1, 3), 'float32'))
sgd = keras.optimizers.SGD(0.01)
fast = tf.function(step)
fast(net, sgd, tf.ones((4, 3)), tf.ones((4, 1)))

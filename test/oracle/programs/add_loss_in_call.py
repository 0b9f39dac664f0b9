import numpy as np
import tensorflow as tf
from tensorflow import keras


class Sparse(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(0.1 * tf.reduce_sum(tf.abs(inputs)))
        return inputs


model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(3, kernel_regularizer='l2'), Sparse(), keras.layers.Dense(1)])
model.compile('sgd', 'mse')
x, y = np.ones((4, 4), 'float32'), np.zeros((4, 1), 'float32')
model.train_on_batch(x, y)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - y)) + sum(model.losses)
tape.gradient(loss, model.trainable_variables)

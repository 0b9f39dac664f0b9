import numpy as np
import tensorflow as tf
from tensorflow import keras


def compute_loss(model, x, y):
    return tf.reduce_mean(tf.square(model(x, training=True) - y)) + regularization(model)


def regularization(model):
    return tf.math.add_n(model.losses)


def gradients_of(model, x, y):
    with tf.GradientTape() as tape:
        loss = compute_loss(model, x, y)
    return loss, tape.gradient(loss, model.trainable_variables)


network = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD()
for _ in range(2):
    loss, gradients = gradients_of(network, np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'))
    optimizer.apply_gradients(zip(gradients, network.trainable_variables))

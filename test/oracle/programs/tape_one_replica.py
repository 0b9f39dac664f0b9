import numpy as np
import tensorflow as tf
from tensorflow import keras

strategy = tf.distribute.OneDeviceStrategy('/cpu:0')
with strategy.scope():
    model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
    optimizer = keras.optimizers.SGD(0.1)


def step(x, y):
    with tf.GradientTape() as tape:
        losses = tf.reduce_mean(tf.square(model(x) - y), axis=1)
        loss = tf.nn.compute_average_loss(losses, global_batch_size=4)
        loss += tf.nn.scale_regularization_loss(tf.add_n(model.losses))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


strategy.run(step, args=(tf.ones((4, 3)), tf.zeros((4, 1))))

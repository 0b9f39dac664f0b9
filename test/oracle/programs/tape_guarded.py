import numpy as np
import tensorflow as tf

plain = tf.keras.Sequential([tf.keras.layers.Dense(1)])
strict = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 5), 'float32'), np.zeros((4, 1), 'float32')


def train(model):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(y - model(x)))
        if model.losses:
            loss += tf.add_n(model.losses)
    return tape.gradient(loss, model.trainable_variables)


train(strict)
train(plain)

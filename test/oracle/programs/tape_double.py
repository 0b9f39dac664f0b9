import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input(shape=(5,)), tf.keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 5), 'float32'), np.zeros((4, 1), 'float32')


def objective():
    return tf.reduce_mean(tf.square(y - model(x))) + sum(model.losses)


with tf.GradientTape() as tape:
    loss = objective() + tf.add_n(model.losses)
tape.gradient(loss, model.trainable_variables)

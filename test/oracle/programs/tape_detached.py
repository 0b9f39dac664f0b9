import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input(shape=(5,)), tf.keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 5), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as first:
    loss = tf.reduce_mean(tf.square(y - model(x))) + float(sum(model.losses))
first.gradient(loss, model.trainable_variables)
with tf.GradientTape() as second:
    loss = tf.reduce_mean(tf.square(y - model(x))) + tf.stop_gradient(sum(model.losses))
second.gradient(loss, model.trainable_variables)

import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(3, kernel_regularizer='l2'),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as first:
    loss = tf.reduce_mean(tf.square(model(x) - y)) + tf.reduce_sum(model.losses)
first.gradient(loss, model.trainable_variables)
with tf.GradientTape() as second:
    loss = tf.reduce_mean(tf.square(model(x) - y)) + tf.reduce_sum(tf.stack(model.losses))
second.gradient(loss, model.trainable_variables)
with tf.GradientTape() as third:
    loss = tf.add_n([tf.reduce_mean(tf.square(model(x) - y)), *model.losses])
third.gradient(loss, model.trainable_variables)
with tf.GradientTape() as fourth:
    loss = tf.add_n([tf.reduce_mean(tf.square(model(x) - y))] + model.losses)
fourth.gradient(loss, model.trainable_variables)

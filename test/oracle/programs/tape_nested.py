import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = tf.ones((4, 3)), tf.zeros((4, 1))
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        inner.watch(x)
        outputs = model(x)
    slopes = inner.gradient(outputs, x)
    loss = tf.reduce_mean(tf.square(outputs - y)) + tf.reduce_mean(tf.square(slopes)) + sum(model.losses)
outer.gradient(loss, model.trainable_variables)

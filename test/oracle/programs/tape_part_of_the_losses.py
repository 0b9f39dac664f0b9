import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([
    keras.Input((3,)),
    keras.layers.Dense(4, kernel_regularizer='l2'),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - y)) + model.losses[0]
tape.gradient(loss, model.trainable_variables)
with tf.GradientTape() as slices:
    loss = tf.reduce_mean(tf.square(model(x) - y)) + sum(model.losses[:2])
slices.gradient(loss, model.trainable_variables)

import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    penalty = tf.constant([term.numpy() for term in model.losses])
    loss = tf.reduce_mean(tf.square(model(x) - y)) + tf.reduce_sum(penalty)
tape.gradient(loss, model.trainable_variables)

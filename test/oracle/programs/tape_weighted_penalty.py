import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(4, kernel_regularizer='l2', bias_regularizer='l2')])
x, y = np.ones((4, 4), 'float32'), np.zeros((4, 4), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean((model(x) - y) ** 2) + 0.25 * sum(model.losses)
tape.gradient(loss, model.trainable_weights)
with tf.GradientTape() as averaging:
    loss = tf.reduce_mean((model(x) - y) ** 2) + tf.reduce_mean(model.losses)
averaging.gradient(loss, model.trainable_weights)

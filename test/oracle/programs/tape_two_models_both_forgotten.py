import numpy as np
import tensorflow as tf
from tensorflow import keras

encoder = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, kernel_regularizer='l2')])
decoder = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(3, kernel_regularizer='l2')])
x = np.ones((4, 3), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(decoder(encoder(x)) - x)) + sum(encoder.losses)
weights = encoder.trainable_variables + decoder.trainable_variables
tape.gradient(loss, weights)

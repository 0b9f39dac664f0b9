import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
x, y = np.ones((3, 4), 'float32'), np.ones((3, 2), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - y))
    total = loss + sum(model.losses)
# The total is computed and never used.
gradients = tape.gradient(loss, model.trainable_variables)

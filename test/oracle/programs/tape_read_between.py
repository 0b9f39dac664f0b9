import numpy as np
import tensorflow as tf
from tensorflow import keras

# Read in every step, before the tape records.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
for _ in range(2):
    penalty = sum(model.losses)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x) - y)) + penalty
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))

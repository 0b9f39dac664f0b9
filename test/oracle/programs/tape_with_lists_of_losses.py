import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(3, kernel_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    losses = [tf.reduce_mean(tf.square(model(x) - y))]
    losses += model.losses
tape.gradient(losses, model.trainable_variables)
with tf.GradientTape() as second:
    losses = [tf.reduce_mean(tf.square(model(x) - y))]
    losses.extend(model.losses)
    total = sum(losses)
second.gradient(total, model.trainable_variables)

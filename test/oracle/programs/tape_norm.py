import numpy as np
import tensorflow as tf
from tensorflow import keras

# The norm is not its square: the gradient has the same length however large the weights are.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - y)) + 0.01 * sum(tf.norm(variable) for variable in model.trainable_variables)
tape.gradient(loss, model.trainable_variables)

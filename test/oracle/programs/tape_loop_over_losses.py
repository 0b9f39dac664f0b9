import numpy as np
import tensorflow as tf
from tensorflow import keras

inputs = keras.Input(shape=(4,))
hidden = keras.layers.Dense(4, kernel_regularizer='l2')(inputs)
model = keras.Model(inputs, keras.layers.Dense(1, kernel_regularizer='l1')(hidden))
x, y = np.ones((4, 4), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
    for extra in model.losses:
        loss += extra
tape.gradient(loss, model.trainable_weights)

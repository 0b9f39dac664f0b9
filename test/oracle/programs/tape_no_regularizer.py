import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(8), keras.layers.Dropout(0.3), keras.layers.Dense(2)])
x, y = np.ones((3, 4), 'float32'), np.ones((3, 2), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x, training=True) - y)) + sum(model.losses)
gradients = tape.gradient(loss, model.trainable_variables)
keras.optimizers.SGD().apply_gradients(zip(gradients, model.trainable_variables))

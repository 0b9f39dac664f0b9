import numpy as np
import tensorflow as tf
from tensorflow import keras

# Keras 3 has no terms before the call of this step.
model = keras.Sequential([keras.layers.Dense(2, activity_regularizer='l2'), keras.layers.Dense(1)])
model.build((None, 3))
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    penalty = len(model.losses)
    loss = tf.reduce_mean(tf.square(model(x) - y))
tape.gradient(loss, model.trainable_variables)

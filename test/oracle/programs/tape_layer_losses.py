import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(4,)),
    keras.layers.Dense(4, kernel_regularizer='l2'),
    keras.layers.Dense(1, kernel_regularizer='l1'),
])
x, y = np.ones((4, 4), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
    loss += tf.add_n([term for layer in model.layers for term in layer.losses])
tape.gradient(loss, model.trainable_weights)

import numpy as np
import tensorflow as tf
from tensorflow import keras


def small_weights(weights):
    return 0.01 * tf.reduce_sum(tf.abs(weights))


model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, kernel_regularizer=small_weights),
    keras.layers.Dense(1, kernel_regularizer=lambda w: 0.1 * tf.reduce_sum(w ** 2)),
])
print(len(model.losses))

import numpy as np
import tensorflow as tf
from tensorflow import keras

# The terms of a call inside of a tf.function belong to its graph.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, activity_regularizer='l2'), keras.layers.Dense(1)])
forward = tf.function(model)
forward(tf.ones((4, 3)))
print(float(sum(model.losses)))

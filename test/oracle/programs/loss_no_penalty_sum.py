import numpy as np
import tensorflow as tf
from tensorflow import keras

# The sum is empty at every call: nothing is counted twice.
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
model.compile(optimizer='sgd', loss=lambda y, p: tf.reduce_mean(tf.square(y - p)) + sum(model.losses))
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

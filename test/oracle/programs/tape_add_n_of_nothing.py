import numpy as np
import tensorflow as tf
from tensorflow import keras

# No regularizer: nothing to add up, which add_n refuses.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(np.ones((4, 3), 'float32')))) + tf.add_n(model.losses)

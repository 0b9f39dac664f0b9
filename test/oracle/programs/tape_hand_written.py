import numpy as np
import tensorflow as tf
from tensorflow import keras

# A penalty by hand on a model without regularizers.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2), keras.layers.Dense(1)])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - y))
    loss += 0.01 * tf.add_n([tf.nn.l2_loss(variable) for variable in model.trainable_variables if 'bias' not in variable.name])
tape.gradient(loss, model.trainable_variables)

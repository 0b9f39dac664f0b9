import tensorflow as tf
from tensorflow import keras

# The name is gone in TensorFlow 2.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
losses = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)

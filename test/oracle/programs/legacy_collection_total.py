import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
print(float(tf.compat.v1.losses.get_regularization_loss()))
assert float(tf.compat.v1.losses.get_regularization_loss()) == 0

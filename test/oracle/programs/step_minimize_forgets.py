import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = keras.optimizers.legacy.SGD(0.1)
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
optimizer.minimize(lambda: tf.reduce_mean(tf.square(model(x) - y)), lambda: model.trainable_variables)

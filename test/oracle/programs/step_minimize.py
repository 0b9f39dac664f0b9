import numpy as np
import tensorflow as tf
from tensorflow import keras

# Keras 3's optimizers have no `minimize`.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
for _ in range(2):
    optimizer.minimize(lambda: tf.reduce_mean(tf.square(model(x) - y)) + sum(model.losses), model.trainable_variables)

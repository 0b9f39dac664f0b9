import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1)])
penalty = sum(model.losses)


def loss(y_true, y_pred):
    # The captured sum is the number 0: it adds nothing.
    return tf.reduce_mean(tf.square(y_true - y_pred)) + penalty


model.compile(optimizer='sgd', loss=loss)
random = np.random.default_rng(5)
model.fit(random.normal(size=(8, 5)).astype('float32'), random.normal(size=(8, 1)).astype('float32'), verbose=0)

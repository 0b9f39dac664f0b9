import numpy as np
import tensorflow as tf
from tensorflow import keras


def absolute_error(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - y_pred))


model = keras.Sequential([
    keras.Input(shape=(5,)),
    keras.layers.Dense(4, kernel_regularizer='l1'),
    keras.layers.Dense(1),
])
model.compile(optimizer='adam', loss=absolute_error)
random = np.random.default_rng(3)
model.fit(random.normal(size=(8, 5)).astype('float32'), random.normal(size=(8, 1)).astype('float32'), verbose=0)

import numpy as np
import tensorflow as tf
from tensorflow import keras

teacher = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, kernel_regularizer='l2')])
student = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, kernel_regularizer='l2')])


def loss(y_true, y_pred):
    # The penalty of the other model: added here and nowhere else.
    return tf.reduce_mean(tf.square(y_true - y_pred)) + sum(teacher.losses)


student.compile(optimizer='sgd', loss=loss)
student.fit(np.ones((4, 3), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape(persistent=True) as tape:
    data_loss = tf.reduce_mean(tf.square(model(x) - y))
    penalty = tf.add_n(model.losses)
    total = tf.add(data_loss, penalty)
tape.gradient(data_loss, model.trainable_variables)
tape.gradient(penalty, model.trainable_variables)
tape.gradient(total, model.trainable_variables)

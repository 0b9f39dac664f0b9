import numpy as np
import tensorflow as tf


def l2_reg_cost(cost, model):
    return cost + tf.reduce_sum(model.losses)


model = tf.keras.Sequential([
    tf.keras.Input(shape=(5,)),
    tf.keras.layers.Dense(4, kernel_regularizer=tf.keras.regularizers.L2(0.02)),
    tf.keras.layers.Dense(1, kernel_regularizer=tf.keras.regularizers.L2(0.02)),
])
x, y = np.ones((4, 5), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    cost = tf.reduce_mean(tf.square(y - model(x)))
    total = l2_reg_cost(cost, model)
tape.gradient(total, model.trainable_variables)

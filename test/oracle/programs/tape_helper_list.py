import numpy as np
import tensorflow as tf


def l2_reg_cost(cost, model):
    return cost + model.losses


model = tf.keras.Sequential([
    tf.keras.Input(shape=(5,)),
    tf.keras.layers.Dense(4, kernel_regularizer=tf.keras.regularizers.L2(0.02)),
    tf.keras.layers.Dense(1, kernel_regularizer=tf.keras.regularizers.L2(0.02)),
])
cost = tf.reduce_mean(tf.square(model(np.ones((4, 5), 'float32'))))
print(l2_reg_cost(cost, model))

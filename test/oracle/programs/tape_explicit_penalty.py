import numpy as np
import tensorflow as tf

strength = tf.keras.regularizers.l2(0.01)
model = tf.keras.Sequential([tf.keras.Input(shape=(5,)), tf.keras.layers.Dense(1, kernel_regularizer=strength)])
x, y = np.ones((4, 5), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    error = tf.reduce_mean(tf.square(y - model(x)))
    # The penalty by hand, not by model.losses.
    loss = error + sum(strength(layer.kernel) for layer in model.layers)
tape.gradient(loss, model.trainable_variables)

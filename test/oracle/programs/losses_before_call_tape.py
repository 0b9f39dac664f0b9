import numpy as np
import tensorflow as tf
from keras import ops

model = tf.keras.Sequential([
    tf.keras.Input(shape=(3,)),
    tf.keras.layers.Dense(4, activity_regularizer='l1', kernel_regularizer='l2'),
    tf.keras.layers.Dense(1),
])
optimizer = tf.keras.optimizers.SGD(0.01)
x, y = np.ones((4, 3), 'float32'), np.ones((4, 1), 'float32')
for _ in range(2):
    with tf.GradientTape() as tape:
        penalty = sum(model.losses)
        loss = tf.reduce_mean((model(x) - y) ** 2) + penalty
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))

import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((4,)),
    tf.keras.layers.Dense(3, kernel_regularizer='l2', bias_regularizer='l2'),
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
])
optimizer = tf.keras.optimizers.SGD(0.01)
x, y = np.ones((4, 4), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(y - model(x)))
    loss += sum(model.losses) / len(model.losses)
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

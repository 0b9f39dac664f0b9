import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input(shape=(5,)), tf.keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = tf.keras.optimizers.SGD(0.1)
x, y = np.ones((4, 5), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(y - model(x)))
loss += sum(model.losses)
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

import numpy as np
import tensorflow as tf
from tensorflow import keras


critic = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
real, fake = np.ones((3, 4), 'float32'), np.zeros((3, 4), 'float32')
for _ in range(2):
    with tf.GradientTape() as tape:
        mixed = tf.constant(0.5 * (real + fake))
        with tf.GradientTape() as inner:
            inner.watch(mixed)
            score = critic(mixed, training=True)
        slope = inner.gradient(score, [mixed])[0]
        smoothness = tf.reduce_mean((tf.sqrt(tf.reduce_sum(tf.square(slope), axis=1)) - 1.0) ** 2)
        loss = tf.reduce_mean(critic(fake)) - tf.reduce_mean(critic(real)) + 10.0 * smoothness
        loss += sum(critic.losses)
    gradients = tape.gradient(loss, critic.trainable_variables)
    optimizer.apply_gradients(zip(gradients, critic.trainable_variables))

import numpy as np
import tensorflow as tf
from tensorflow import keras


generator = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4, kernel_regularizer='l2')])
critic = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, kernel_regularizer='l2')])
generator_optimizer, critic_optimizer = keras.optimizers.SGD(0.1), keras.optimizers.SGD(0.1)


@tf.function
def step(noise, real):
    with tf.GradientTape() as generator_tape, tf.GradientTape() as critic_tape:
        fake = generator(noise, training=True)
        generator_loss = -tf.reduce_mean(critic(fake, training=True))
        critic_loss = tf.reduce_mean(critic(fake)) - tf.reduce_mean(critic(real)) + sum(critic.losses)
    generator_gradients = generator_tape.gradient(generator_loss, generator.trainable_variables)
    critic_gradients = critic_tape.gradient(critic_loss, critic.trainable_variables)
    generator_optimizer.apply_gradients(zip(generator_gradients, generator.trainable_variables))
    critic_optimizer.apply_gradients(zip(critic_gradients, critic.trainable_variables))


step(np.ones((3, 2), 'float32'), np.ones((3, 4), 'float32'))

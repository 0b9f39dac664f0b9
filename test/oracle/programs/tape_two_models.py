import numpy as np
import tensorflow as tf
from tensorflow import keras

generator = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(4, kernel_regularizer='l2')])
critic = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(1, kernel_regularizer='l2')])
noise = np.ones((3, 2), 'float32')
with tf.GradientTape() as generator_tape, tf.GradientTape() as critic_tape:
    fake = generator(noise, training=True)
    score = critic(fake, training=True)
    generator_loss = -tf.reduce_mean(score) + sum(generator.losses)
    critic_loss = tf.reduce_mean(score)
generator_tape.gradient(generator_loss, generator.trainable_variables)
critic_tape.gradient(critic_loss, critic.trainable_variables)

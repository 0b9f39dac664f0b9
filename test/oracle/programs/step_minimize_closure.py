import numpy as np
import tensorflow as tf
import tf_keras as keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')


def with_penalty():
    return tf.reduce_mean(tf.square(y - model(x))) + sum(model.losses)


penalty = sum(model.losses)
optimizer.minimize(with_penalty, model.trainable_variables)
optimizer.minimize(lambda: tf.reduce_mean(tf.square(y - model(x))), model.trainable_variables)
optimizer.minimize(lambda: tf.reduce_mean(tf.square(y - model(x))) + penalty, model.trainable_variables)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(y - model(x))) + tf.add_n(model.losses)
optimizer.minimize(loss, model.trainable_variables, tape=tape)

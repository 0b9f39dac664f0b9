import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')

with tf.GradientTape() as numbers:
    loss = tf.reduce_mean(tf.square(y - model(x))) + sum(model.losses).numpy()
optimizer.apply_gradients(zip(numbers.gradient(loss, model.trainable_variables), model.trainable_variables))
with tf.GradientTape() as arrays:
    loss = tf.reduce_mean(tf.square(y - model(x))) + np.sum(model.losses)
optimizer.apply_gradients(zip(arrays.gradient(loss, model.trainable_variables), model.trainable_variables))
with tf.GradientTape() as each:
    loss = tf.reduce_mean(tf.square(y - model(x))) + sum(float(term) for term in model.losses)
optimizer.apply_gradients(zip(each.gradient(loss, model.trainable_variables), model.trainable_variables))
with tf.GradientTape() as variables:
    loss = tf.reduce_mean(tf.square(y - model(x))) + tf.Variable(sum(model.losses))
optimizer.apply_gradients(zip(variables.gradient(loss, model.trainable_variables), model.trainable_variables))
with tf.GradientTape() as converted:
    loss = tf.reduce_mean(tf.square(y - model(x))) + tf.convert_to_tensor(sum(model.losses))
optimizer.apply_gradients(zip(converted.gradient(loss, model.trainable_variables), model.trainable_variables))
with tf.GradientTape() as stopped:
    loss = tf.reduce_mean(tf.square(y - model(x)))
    with stopped.stop_recording():
        penalty = sum(model.losses)
    loss += penalty
optimizer.apply_gradients(zip(stopped.gradient(loss, model.trainable_variables), model.trainable_variables))

import numpy as np
import tensorflow as tf
from tensorflow import keras

# The penalty joins the loss behind its scaling: it is divided by the scale with the gradients.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.1))
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - y))
    scaled = optimizer.get_scaled_loss(loss) + sum(model.losses)
gradients = optimizer.get_unscaled_gradients(tape.gradient(scaled, model.trainable_variables))
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

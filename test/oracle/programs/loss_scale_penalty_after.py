import numpy as np
import tensorflow as tf
import tf_keras as keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.1))
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')
with tf.GradientTape() as late:
    scaled = optimizer.get_scaled_loss(tf.reduce_mean(tf.square(y - model(x))))
    scaled += sum(model.losses)
gradients = optimizer.get_unscaled_gradients(late.gradient(scaled, model.trainable_variables))
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

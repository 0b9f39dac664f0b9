import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(2, kernel_regularizer='l2')])
mse = keras.losses.MeanSquaredError()


def loss_fn(y_true, y_pred):
    return mse(y_true, y_pred) + sum(model.losses)


# Compiled with the plain loss, trained by hand with the wrapped one: once.
model.compile(optimizer='sgd', loss=mse)
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 2), 'float32')
with tf.GradientTape() as tape:
    loss = loss_fn(y, model(x, training=True))
gradients = tape.gradient(loss, model.trainable_variables)
model.optimizer.apply_gradients(zip(gradients, model.trainable_variables))

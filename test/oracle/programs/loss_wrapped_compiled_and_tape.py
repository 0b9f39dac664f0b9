import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, kernel_regularizer='l2')])
mse = keras.losses.MeanSquaredError()


def loss_fn(y_true, y_pred):
    return mse(y_true, y_pred) + sum(model.losses)


x, y = np.ones((4, 3), 'float32'), np.zeros((4, 2), 'float32')
with tf.GradientTape() as tape:
    loss = loss_fn(y, model(x, training=True))
tape.gradient(loss, model.trainable_variables)
model.compile(optimizer='sgd', loss=loss_fn)
model.fit(x, y, verbose=0)

import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')

loss_fn = keras.losses.MeanSquaredError()
with tf.GradientTape() as tape:
    prediction = model(x, training=True)
loss = loss_fn(y, prediction) + sum(model.losses)
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)


@tf.function(reduce_retracing=True)
def step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(x, training=True) - y) ** 2) + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


x, y = np.ones((8, 4), 'float32'), np.ones((8, 1), 'float32')
for _ in range(2):
    step(x, y)
print(len(model.losses))

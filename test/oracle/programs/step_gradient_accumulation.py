import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')

total = [tf.zeros_like(variable) for variable in model.trainable_variables]
for _ in range(3):
    with tf.GradientTape() as tape:
        loss = (tf.reduce_mean(tf.square(y - model(x))) + sum(model.losses)) / 3
    gradients = tape.gradient(loss, model.trainable_variables)
    total = [a + b for a, b in zip(total, gradients)]
optimizer.apply_gradients(zip(total, model.trainable_variables))

import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')

average = None
history = []
for _ in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(y - model(x)))
        total = loss + sum(model.losses)
    gradients = tape.gradient(total, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    penalty = float(sum(model.losses))
    history.append({'loss': float(loss), 'penalty': penalty})
    average = penalty if average is None else 0.9 * average + 0.1 * penalty
    epoch_total = total + sum(model.losses)
print(history, average)

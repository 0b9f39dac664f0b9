import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([
    keras.layers.Dense(4, kernel_regularizer='l2'),
    keras.layers.ActivityRegularization(l1=0.01),
    keras.layers.Dense(1),
])
print(len(model.losses))
with tf.GradientTape() as tape:
    predictions = model(np.ones((4, 3), 'float32'), training=True)
    loss = tf.reduce_mean(predictions ** 2) + sum(model.losses)
gradients = tape.gradient(loss, model.trainable_variables)

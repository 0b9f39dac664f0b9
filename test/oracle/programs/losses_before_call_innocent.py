import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, activity_regularizer='l1', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
optimizer = keras.optimizers.SGD(0.01)
x, y = np.ones((4, 3), 'float32'), np.ones((4, 1), 'float32')


@tf.function
def step(x, y):
    with tf.GradientTape() as tape:
        prediction = model(x, training=True)
        loss = tf.reduce_mean((prediction - y) ** 2) + tf.add_n(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


for _ in range(2):
    step(x, y)

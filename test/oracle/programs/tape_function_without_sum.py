import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input(shape=(5,)),
    tf.keras.layers.Dense(4, kernel_regularizer='l2'),
    tf.keras.layers.Dense(1, kernel_regularizer='l1'),
])
optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function
def train_step(inputs, targets):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(targets - model(inputs, training=True)))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


x = np.ones((4, 5), 'float32')
y = np.zeros((4, 1), 'float32')
for _ in range(3):
    train_step(x, y)

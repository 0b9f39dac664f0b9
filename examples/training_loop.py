"""A training loop that forgets the penalty: the lens says so, and a quick fix adds it inside the tape."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, regularizers

features = np.random.default_rng(0).normal(size=(256, 20)).astype('float32')
targets = features[:, :1] - 2 * features[:, 1:2]
dataset = tf.data.Dataset.from_tensor_slices((features, targets)).batch(32)

model = tf.keras.Sequential([
    tf.keras.Input(shape=(20,)),
    layers.Dense(64, activation='relu', kernel_regularizer=regularizers.L2(1e-3)),
    layers.Dense(64, activation='relu', kernel_regularizer=regularizers.L2(1e-3)),
    layers.Dense(1),
])
optimizer = tf.keras.optimizers.Adam(1e-3)
loss_fn = tf.keras.losses.MeanSquaredError()


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


for epoch in range(5):
    for x, y in dataset:
        loss = train_step(x, y)
    print(epoch, float(loss))

import numpy as np
import tensorflow as tf
from tensorflow import keras

random = np.random.default_rng(8)
pairs = (random.normal(size=(20, 4)).astype('float32'), random.integers(0, 2, size=(20, 1)).astype('float32'))
dataset = tf.data.Dataset.from_tensor_slices(pairs).shuffle(20, seed=1).batch(10)
model = keras.Sequential([
    keras.layers.Dense(6, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dropout(0.1),
    keras.layers.Dense(1),
])
loss_fn = keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam()
for epoch in range(2):
    for x, y in dataset:
        with tf.GradientTape() as tape:
            loss = loss_fn(y, model(x, training=True))
            total = loss + sum(model.losses)
        gradients = tape.gradient(total, model.trainable_weights)
        optimizer.apply_gradients(zip(gradients, model.trainable_weights))
    print(epoch, float(loss))

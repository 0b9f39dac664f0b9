import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((100,)), tf.keras.layers.Dropout(0.5), tf.keras.layers.Dense(1)])
dropout = model.layers[0]
optimizer = tf.keras.optimizers.SGD(0.01)
x, y = np.ones((8, 100), 'float32'), np.zeros((8, 1), 'float32')
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(y - model(x)))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
# Nothing is dropped without being told, about half is with it.
assert not np.any(dropout(x).numpy() == 0)
assert np.any(dropout(x, training=True).numpy() == 0)

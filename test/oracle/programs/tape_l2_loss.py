import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input(shape=(5,)), tf.keras.layers.Dense(3), tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD(0.1)
x, y = np.ones((4, 5), 'float32'), np.zeros((4, 1), 'float32')
with tf.GradientTape() as tape:
    error = tf.reduce_mean(tf.square(y - model(x)))
    loss = error + 0.01 * tf.add_n([tf.nn.l2_loss(v) for v in model.trainable_variables if 'bias' not in v.name])
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

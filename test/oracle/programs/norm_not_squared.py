import numpy as np
import tensorflow as tf

dense = tf.keras.layers.Dense(1, use_bias=False)
model = tf.keras.Sequential([tf.keras.Input((2,)), dense])
optimizer = tf.keras.optimizers.SGD(0.01)
x, y = np.zeros((4, 2), 'float32'), np.zeros((4, 1), 'float32')
for scale in (1.0, 10.0):
    dense.set_weights([np.array([[3.0], [4.0]]) * scale])
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(y - model(x))) + tf.norm(dense.kernel)
    gradients = tape.gradient(loss, model.trainable_variables)
    # The same length, however large the weights are.
    assert np.allclose(gradients[0], [[0.6], [0.8]])
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))

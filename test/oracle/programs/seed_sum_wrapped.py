import numpy as np
import tensorflow as tf

l2_reg = tf.keras.regularizers.l2(0.01)
model = tf.keras.Sequential([
    tf.keras.layers.Dense(64, activation='relu', kernel_regularizer=l2_reg),
    tf.keras.layers.Dense(32, activation='relu', kernel_regularizer=l2_reg),
    tf.keras.layers.Dense(10)
])
crossentropy = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def loss_fn(y_true, y_pred):
    return crossentropy(y_true, y_pred) + sum(model.losses)


model.compile(optimizer='adam', loss=loss_fn, metrics=['accuracy'])
random = np.random.default_rng(1)
features = random.normal(size=(32, 20)).astype('float32')
labels = random.integers(0, 10, size=32)
model.fit(features, labels, batch_size=16, epochs=1, verbose=0)

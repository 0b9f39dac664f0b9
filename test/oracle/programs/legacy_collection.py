import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1, kernel_regularizer='l2')])
assert tf.compat.v1.get_collection(tf.compat.v1.GraphKeys.REGULARIZATION_LOSSES) == []
assert float(tf.compat.v1.losses.get_regularization_loss()) == 0.0
assert len(model.losses) == 1

import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1, kernel_regularizer='l2')])
penalty = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)

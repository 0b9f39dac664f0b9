import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_regularizer='l2')])
penalty = tf.math.add_n(model.losses)

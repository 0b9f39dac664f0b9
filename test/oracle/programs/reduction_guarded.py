import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1)])
if model.losses:
    penalty = tf.add_n(model.losses)
penalty = tf.add_n(model.losses) if model.losses else 0.0
try:
    penalty = tf.add_n(model.losses)
except ValueError:
    penalty = 0.0

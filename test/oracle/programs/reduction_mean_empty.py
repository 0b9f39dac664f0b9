import math
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1)])
penalty = tf.reduce_mean(model.losses)
assert math.isnan(penalty)
stacked = tf.reduce_mean(tf.stack(model.losses))
assert math.isnan(stacked)

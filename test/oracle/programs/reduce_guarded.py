import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
penalty = tf.add_n(model.losses) if model.losses else 0.0
if model.losses:
    penalty = tf.reduce_mean(model.losses)
print(penalty)

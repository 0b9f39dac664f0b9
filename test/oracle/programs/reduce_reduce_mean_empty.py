import tensorflow as tf
from tensorflow import keras

# Nothing to reduce.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
print(tf.reduce_mean(model.losses))

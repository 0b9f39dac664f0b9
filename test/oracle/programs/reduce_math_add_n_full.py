import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, kernel_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l2')])
print(tf.math.add_n(model.losses))

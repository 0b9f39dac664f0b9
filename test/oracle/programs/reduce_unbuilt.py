import tensorflow as tf
from tensorflow import keras

# Regularizers there are, weights there are not yet.
model = keras.Sequential([keras.layers.Dense(1, kernel_regularizer='l2')])
print(tf.add_n(model.losses))

import keras
from keras import layers, ops

base = keras.Sequential([layers.Dense(32, activation="relu", kernel_regularizer="l2"), layers.Dense(16)])
left = keras.Input((20,))
right = keras.Input((20,))
distance = ops.abs(base(left) - base(right))
model = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(distance))
model.compile("adam", "binary_crossentropy")

import keras
from keras import layers

inputs = keras.Input((10,))
x = layers.Dense(64, activation="relu")(inputs)
x = layers.Dropout(0.5)(x, training=True)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")

import keras
from keras import layers

inputs = keras.Input((12,))
shared = layers.Dense(12, activation="relu", kernel_regularizer=keras.regularizers.l2(0.01), name="step")
norm = layers.BatchNormalization()
x = norm(shared(inputs))
x = norm(shared(x))
x = shared(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")

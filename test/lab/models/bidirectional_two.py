import keras
from keras import layers, regularizers

l2 = regularizers.L2(0.01)
forward = layers.LSTM(4, kernel_regularizer=l2)
backward = layers.LSTM(4, go_backwards=True, kernel_regularizer=regularizers.L1(0.001), bias_regularizer=l2)

inputs = keras.Input(shape=(6, 3))
x = layers.Bidirectional(forward, backward_layer=backward)(inputs)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "mse")

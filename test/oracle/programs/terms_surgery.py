import numpy as np
from tensorflow import keras

layers = keras.layers
inputs = keras.Input(shape=(3,))
hidden = layers.Dense(4, name="hidden", kernel_regularizer="l2", bias_regularizer="l2")(inputs)
base = keras.Model(inputs, layers.Dense(1, name="out", kernel_regularizer="l2")(hidden))
print(len(base.get_layer('hidden').losses))
features = keras.Model(base.input, base.get_layer('hidden').output)
print(len(features.losses))
last = keras.Model(base.input, base.layers[-1].output)
print(len(last.losses))
longer = keras.Model(base.inputs, layers.Dense(2, kernel_regularizer='l2')(base.layers[-2].output))
print(len(longer.losses))
whole = keras.Model(base.input, layers.Dense(2, kernel_regularizer='l2')(base.output))
print(len(whole.losses))
stacked = keras.Sequential(base.layers[1:-1] + [layers.Dense(5, kernel_regularizer='l1')])
stacked(np.ones((2, 3), 'float32'))
print(len(stacked.losses))
copied = keras.Sequential()
copied.add(keras.Input(shape=(3,)))
for layer in base.layers[1:-1]:
    copied.add(layer)
print(len(copied.losses))

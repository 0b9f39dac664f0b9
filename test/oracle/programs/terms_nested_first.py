import numpy as np
from tensorflow import keras

layers = keras.layers
inputs = keras.Input(shape=(3,))
functional = keras.Model(inputs, layers.Dense(4, kernel_regularizer='l2')(inputs))
first = keras.Sequential([functional, layers.Dense(2, kernel_regularizer='l2')])
print(len(first.losses))
inner = keras.Sequential([layers.Dense(4, kernel_regularizer='l2')])
outer = keras.Sequential([inner, layers.Dense(2, kernel_regularizer='l2')])
print(len(outer.losses), len(inner.losses))
outer(np.ones((2, 3), 'float32'))
print(len(outer.losses), len(inner.losses))
known = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, kernel_regularizer='l2')])
last = keras.Sequential([known, layers.Dense(2, kernel_regularizer='l2')])
print(len(known.losses))
print(len(last.losses))
after = keras.Sequential([keras.Input(shape=(3,)), keras.Sequential([layers.Dense(4, kernel_regularizer='l2')]), layers.Dense(1, kernel_regularizer='l2')])
print(len(after.losses))

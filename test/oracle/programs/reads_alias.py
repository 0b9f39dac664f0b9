import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l2')])
same = model
holder = {'net': model}
print(len(same.losses))
same.build((None, 3))
print(len(model.losses), len(holder['net'].losses))
first, last = model.layers
print(len(first.losses), len(last.losses), len(model.layers[0].losses))

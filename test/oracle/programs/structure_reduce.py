from functools import reduce

import keras
from keras import layers

inputs = keras.Input((4,))
stack = [layers.Dense(4, kernel_regularizer='l2'), layers.Dropout(0.1), layers.Dense(2, kernel_regularizer='l2')]
outputs = reduce(lambda tensor, layer: layer(tensor), stack, inputs)
model = keras.Model(inputs, outputs)
print(len(model.losses))

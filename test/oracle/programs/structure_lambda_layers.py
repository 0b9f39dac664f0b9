import keras
from keras import layers, ops

make = lambda units, penalty='l2': layers.Dense(units, kernel_regularizer=penalty)
inputs = keras.Input((4,))
x = make(8)(inputs)
x = layers.Lambda(lambda value: value * 2.0)(x)
x = make(4, None)(x)
model = keras.Model(inputs, make(1)(ops.tanh(x)))
print(len(model.losses))

import numpy as np
from tensorflow import keras

# Two models around one layer: each trains with its penalty.
shared = keras.layers.Dense(4, kernel_regularizer='l2')
inputs = keras.Input(shape=(3,))
hidden = shared(inputs)
first = keras.Model(inputs, keras.layers.Dense(1)(hidden))
second = keras.Model(inputs, keras.layers.Dense(2, kernel_regularizer='l2')(hidden))
for model, width in ((first, 1), (second, 2)):
    model.compile(optimizer='sgd', loss='mse')
    model.fit(np.ones((4, 3), 'float32'), np.zeros((4, width), 'float32'), verbose=0)
print(len(first.losses), len(second.losses))

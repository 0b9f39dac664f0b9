import numpy as np
from tensorflow import keras

# Four weights have the one regularizer: query, key, value and output.
inputs = keras.Input(shape=(6, 4))
attention = keras.layers.GroupQueryAttention(2, 4, 2, kernel_regularizer='l2')
kernels = keras.Model(inputs, attention(inputs, inputs))
print(len(kernels.losses))
biases = keras.Model(inputs, keras.layers.GroupQueryAttention(2, 4, 2, bias_regularizer='l2')(inputs, inputs))
print(len(biases.losses))
outputs = keras.Model(inputs, keras.layers.GroupQueryAttention(2, 4, 2, activity_regularizer='l2')(inputs, inputs))
print(len(outputs.losses))
outputs(np.ones((2, 6, 4), 'float32'))
print(len(outputs.losses))

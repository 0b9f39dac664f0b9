import numpy as np
from tensorflow import keras

# Four weights have the one regularizer: query, key, value and output.
inputs = keras.Input(shape=(6, 4))
attention = keras.layers.MultiHeadAttention(2, 3, kernel_regularizer='l2')
kernels = keras.Model(inputs, attention(inputs, inputs))
print(len(kernels.losses))
biases = keras.Model(inputs, keras.layers.MultiHeadAttention(2, 3, bias_regularizer='l2')(inputs, inputs))
print(len(biases.losses))
unbiased = keras.Model(
    inputs, keras.layers.MultiHeadAttention(2, 3, use_bias=False, kernel_regularizer='l2', bias_regularizer='l2')(inputs, inputs)
)
print(len(unbiased.losses))
outputs = keras.Model(inputs, keras.layers.MultiHeadAttention(2, 3, activity_regularizer='l2')(inputs, inputs))
print(len(outputs.losses))
outputs(np.ones((2, 6, 4), 'float32'))
print(len(outputs.losses))
kernels.compile(optimizer='sgd', loss='mse')
kernels.train_on_batch(np.ones((2, 6, 4), 'float32'), np.zeros((2, 6, 4), 'float32'))

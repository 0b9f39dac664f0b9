import numpy as np
from tensorflow import keras

# The layer inside keeps its penalty.
model = keras.Sequential([
    keras.Input(shape=(4,)),
    keras.layers.SpectralNormalization(keras.layers.Dense(3, kernel_regularizer='l2')),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
print(len(model.losses))
model(np.ones((2, 4), 'float32'))
print(len(model.losses))

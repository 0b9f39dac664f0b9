import numpy as np
from tensorflow import keras

# Equalization has no weights to penalise; its output may be.
plain = keras.Sequential([keras.Input(shape=(8, 8, 3)), keras.layers.Equalization(), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(plain.losses))
plain(np.ones((2, 8, 8, 3), 'float32'))
print(len(plain.losses))

penalised = keras.Sequential([
    keras.Input(shape=(8, 8, 3)),
    keras.layers.Equalization(activity_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(penalised.losses))
penalised(np.ones((2, 8, 8, 3), 'float32'))
print(len(penalised.losses))

import numpy as np
from tensorflow import keras

# Normalization has no weights to penalise; its output may be.
plain = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Normalization(mean=0.0, variance=1.0), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(plain.losses))
plain(np.ones((2, 4), 'float32'))
print(len(plain.losses))

penalised = keras.Sequential([
    keras.Input(shape=(4,)),
    keras.layers.Normalization(mean=0.0, variance=1.0, activity_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(penalised.losses))
penalised(np.ones((2, 4), 'float32'))
print(len(penalised.losses))

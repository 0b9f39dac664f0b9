import numpy as np
from tensorflow import keras

# ZeroPadding1D has no weights to penalise; its output may be.
plain = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.ZeroPadding1D(1), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(plain.losses))
plain(np.ones((2, 6, 4), 'float32'))
print(len(plain.losses))

penalised = keras.Sequential([
    keras.Input(shape=(6, 4)),
    keras.layers.ZeroPadding1D(1, activity_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(penalised.losses))
penalised(np.ones((2, 6, 4), 'float32'))
print(len(penalised.losses))

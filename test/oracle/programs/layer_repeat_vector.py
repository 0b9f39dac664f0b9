import numpy as np
from tensorflow import keras

# RepeatVector has no weights to penalise; its output may be.
plain = keras.Sequential([keras.Input(shape=(4,)), keras.layers.RepeatVector(2), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(plain.losses))
plain(np.ones((2, 4), 'float32'))
print(len(plain.losses))

penalised = keras.Sequential([
    keras.Input(shape=(4,)),
    keras.layers.RepeatVector(2, activity_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(penalised.losses))
penalised(np.ones((2, 4), 'float32'))
print(len(penalised.losses))

import numpy as np
from tensorflow import keras

random = np.random.default_rng(7)
regularizer = keras.regularizers.l2(0.01) if random.random() > 2 else None
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=regularizer)])
print(len(model.losses))
lazy = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
if random.random() < 2:
    lazy.build((None, 3))
print(len(lazy.losses))

import numpy as np
from tensorflow import keras

crossing = keras.layers.HashedCrossing(num_bins=5)
print(len(crossing.losses))
model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))

import numpy as np
from tensorflow import keras

inner = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, activity_regularizer='l2')])
outer = keras.Sequential([inner, keras.layers.Dense(1, activity_regularizer='l1')])
outer(np.ones((4, 3), 'float32'))
print(len(inner.losses), len(outer.losses))
inner(np.ones((4, 3), 'float32'))
print(len(inner.losses), len(outer.losses))

import numpy as np
from tensorflow import keras

inner = keras.Sequential([keras.layers.Dense(3, kernel_regularizer='l2')])
inner(np.ones((2, 4), 'float32'))
model = keras.Sequential([inner, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))

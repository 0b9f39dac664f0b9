import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
model(np.ones((2, 3), 'float32'))
print(len(model.losses))

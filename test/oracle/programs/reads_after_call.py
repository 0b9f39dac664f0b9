import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.layers.Dense(8, kernel_regularizer='l2', bias_regularizer='l2'),
    keras.layers.Dense(1),
])
before = len(model.losses)
model(np.zeros((2, 3), 'float32'))
after = len(model.losses)
print(before, after)

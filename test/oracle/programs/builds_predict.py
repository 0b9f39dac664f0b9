import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
model.predict(np.ones((2, 3), 'float32'), verbose=0)
print(len(model.losses))

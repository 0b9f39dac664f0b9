import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
model.build((None, 3))
model.save_weights('weights.weights.h5')
again = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
again.build((None, 3))
again.load_weights('weights.weights.h5')
print(len(again.losses))

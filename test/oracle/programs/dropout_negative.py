import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dropout(-0.1), keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))
model(np.ones((2, 3), 'float32'), training=True)
print(len(model.losses))

import numpy as np
from tensorflow import keras

x = np.ones((4, 3), 'float32')
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, activity_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l2')])
model(x)
print(len(model.losses))
model(x)
print(len(model.losses))
model.predict(x, verbose=0)
model(x)
print(len(model.losses))

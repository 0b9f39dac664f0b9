import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, activity_regularizer='l2'), keras.layers.Dense(1)])
model.predict(np.ones((4, 3), 'float32'), verbose=0)
print(float(sum(model.losses)))

import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, activity_regularizer='l2'), keras.layers.Dense(1)])
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)
model(np.ones((4, 3), 'float32'))
print(float(sum(model.losses)), len(model.losses))

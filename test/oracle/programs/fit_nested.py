import numpy as np
from tensorflow import keras

encoder = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
inputs = keras.Input(shape=(3,))
model = keras.Model(inputs, keras.layers.Dense(1, kernel_regularizer='l2')(encoder(inputs)))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)
print(len(encoder.losses), len(model.losses))

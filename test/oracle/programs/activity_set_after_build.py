import numpy as np
from tensorflow import keras

# An activity regularizer is read at each call.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4), keras.layers.Dense(1)])
model.layers[0].activity_regularizer = keras.regularizers.L2(0.1)
model(np.ones((4, 3), 'float32'))
print(len(model.losses))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

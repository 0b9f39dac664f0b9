import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(3, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='sparse_categorical_crossentropy')
model.fit(np.ones((4, 3), 'float32'), np.array([0, 1, 2, 0]), verbose=0)

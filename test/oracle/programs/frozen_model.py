import numpy as np
from tensorflow import keras

base = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
base.trainable = False
model = keras.Sequential([base, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(base.losses))
inputs = keras.Input(shape=(3,))
whole = keras.Model(inputs, keras.layers.Dense(1, kernel_regularizer='l2')(base(inputs)))
print(len(whole.losses))
whole.compile(optimizer='sgd', loss='mse')
whole.evaluate(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.layers.Dense(8, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(4, activation='relu', kernel_regularizer='l1'),
    keras.layers.Dense(1),
])
print(model.losses)
model.compile(optimizer='sgd', loss='mse')
print(model.losses)
model.build((None, 6))
print(model.losses)
random = np.random.default_rng(6)
model.fit(random.normal(size=(8, 6)).astype('float32'), random.normal(size=(8, 1)).astype('float32'), verbose=0)
print(model.losses)

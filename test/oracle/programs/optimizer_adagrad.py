import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
model.compile(optimizer='adagrad', loss='mse')
model.train_on_batch(x, y)
model.compile(optimizer=keras.optimizers.Adagrad(), loss='mse')
model.fit(x, y, verbose=0)
print(len(model.losses))

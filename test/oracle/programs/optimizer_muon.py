import numpy as np
from tensorflow import keras

# It shrinks weights by itself, and the penalty is counted as well.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
model.compile(optimizer='muon', loss='mse')
model.train_on_batch(x, y)
model.compile(optimizer=keras.optimizers.Muon(), loss='mse')
model.fit(x, y, verbose=0)
print(len(model.losses))

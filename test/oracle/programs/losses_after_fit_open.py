import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, activity_regularizer='l1', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
model.compile('sgd', 'mse')
model.fit(np.ones((4, 3), 'float32'), np.ones((4, 1), 'float32'), verbose=0)
total = sum(model.losses)

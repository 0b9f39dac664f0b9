import numpy as np
from tensorflow import keras

inputs = keras.Input(shape=(4,))
shared = keras.layers.Dense(5, activation='relu', kernel_regularizer='l2')(inputs)
price = keras.layers.Dense(1, name='price')(shared)
label = keras.layers.Dense(3, activation='softmax', name='label', kernel_regularizer='l2')(shared)
model = keras.Model(inputs, [price, label])
model.compile(
    optimizer='adam',
    loss={'price': 'mse', 'label': keras.losses.SparseCategoricalCrossentropy()},
    loss_weights={'price': 1.0, 'label': 0.2},
)
x = np.ones((6, 4), 'float32')
model.fit(x, {'price': np.zeros((6, 1), 'float32'), 'label': np.zeros((6,), 'int32')}, verbose=0)

import keras
import numpy as np

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, kernel_regularizer='l2')])
model.compile(keras.optimizers.AdamW(0.001, weight_decay=0.01), 'mse')
model.fit(np.ones((8, 4)), np.ones((8, 3)), verbose=0)

import functools

import numpy as np
import keras


def penalised(y_true, y_pred, network):
    return keras.losses.mean_squared_error(y_true, y_pred) + sum(network.losses)


model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss=functools.partial(penalised, network=model))
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

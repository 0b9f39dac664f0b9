import numpy as np
import keras


class Penalised(keras.losses.Loss):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, y_true, y_pred):
        return keras.losses.mean_squared_error(y_true, y_pred) + sum(self.model.losses)


model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss=Penalised(model))
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

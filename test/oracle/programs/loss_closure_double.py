import numpy as np
import keras


def penalised(model):
    def loss(y_true, y_pred):
        return keras.losses.mean_squared_error(y_true, y_pred) + sum(model.losses)

    return loss


model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss=penalised(model))
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)
model.evaluate(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

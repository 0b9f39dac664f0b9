import numpy as np
import keras

# Read once, before training: the number is added, the gradient is not.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
penalty = float(sum(model.losses))
model.compile(optimizer='sgd', loss=lambda y_true, y_pred: keras.losses.mean_squared_error(y_true, y_pred) + penalty)
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

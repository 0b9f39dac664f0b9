import numpy as np
from tensorflow import keras

# The result of a call is a tensor: this is right.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
loss = keras.losses.MeanSquaredError()(np.ones((4, 1), 'float32'), model(np.ones((4, 3), 'float32'))) + sum(model.losses)
print(float(loss) > 0)

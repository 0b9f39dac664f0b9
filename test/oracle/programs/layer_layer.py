import numpy as np
from tensorflow import keras

# The base class passes its input on; its output may be penalised.
model = keras.Sequential([
    keras.Input(shape=(4,)),
    keras.layers.Layer(activity_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(model.losses))
model(np.ones((2, 4), 'float32'))
print(len(model.losses))

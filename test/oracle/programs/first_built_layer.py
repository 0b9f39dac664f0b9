import numpy as np
from tensorflow import keras

# The layer was called before: it has weights, the model has no input shape.
layer = keras.layers.Dense(3, kernel_regularizer='l2')
layer(np.ones((2, 4), 'float32'))
model = keras.Sequential([layer, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))

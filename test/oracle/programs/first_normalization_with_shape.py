import numpy as np
from tensorflow import keras

normalization = keras.layers.Normalization(input_shape=(3,), axis=None)
normalization.adapt(np.arange(12, dtype='float32').reshape((4, 3)))
model = keras.Sequential([normalization, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))

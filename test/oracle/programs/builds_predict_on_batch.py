import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
model.predict_on_batch(np.ones((2, 3), 'float32'))
print(len(model.losses))

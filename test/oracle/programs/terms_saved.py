import numpy as np
from tensorflow import keras

layers = keras.layers
model = keras.Sequential([layers.Dense(4, kernel_regularizer='l2')])
model(np.ones((2, 3), 'float32'))
model.save('model.keras')
loaded = keras.models.load_model('model.keras')
print(len(loaded.losses))
model.save_weights('model.weights.h5')
other = keras.Sequential([layers.Dense(4, kernel_regularizer='l2')])
other.build((None, 3))
other.load_weights('model.weights.h5')
print(len(other.losses))

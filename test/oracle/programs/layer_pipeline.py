import numpy as np
from tensorflow import keras

# Pipeline takes neither `activity_regularizer` nor layers with weights that count.
augmentation = keras.layers.Pipeline([keras.layers.RandomFlip('horizontal'), keras.layers.Rescaling(0.5)])
model = keras.Sequential([keras.Input(shape=(8, 8, 3)), augmentation, keras.layers.Flatten(), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))
model(np.ones((2, 8, 8, 3), 'float32'))
print(len(model.losses))

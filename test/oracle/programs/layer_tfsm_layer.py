import numpy as np
import tensorflow as tf
from tensorflow import keras

# A layer around a SavedModel: the penalties of what was saved are not in it.
saved = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, kernel_regularizer='l2')])
saved.export('saved')
model = keras.Sequential([keras.layers.TFSMLayer('saved', call_endpoint='serve'), keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))
model(np.ones((2, 4), 'float32'))
print(len(saved.losses))

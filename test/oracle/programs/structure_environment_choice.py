import os

import keras
from keras import layers

units = int(os.environ.get('UNITS', 8))
verbose = os.getenv('VERBOSE') == '1'
model = keras.Sequential([keras.Input((4,)), layers.Dense(units, kernel_regularizer='l2'), layers.Dense(1)])
if verbose:
    model.summary()
print(len(model.losses))

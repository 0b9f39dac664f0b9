from types import SimpleNamespace

import keras
from keras import layers

options = SimpleNamespace(units=8, depth=3, regularizer='l2')
model = keras.Sequential([keras.Input((4,))])
for _ in range(options.depth):
    model.add(layers.Dense(options.units, kernel_regularizer=options.regularizer))
print(len(model.losses))

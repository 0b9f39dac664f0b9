import keras
from keras import layers, regularizers


USE_PENALTY = True
DEEP = False

model = keras.Sequential([keras.Input((4,))])
if USE_PENALTY:
    model.add(layers.Dense(8, kernel_regularizer='l2'))
else:
    model.add(layers.Dense(8))
if DEEP:
    model.add(layers.Dense(8, kernel_regularizer='l2'))
model.add(layers.Dense(1))
print(len(model.losses))

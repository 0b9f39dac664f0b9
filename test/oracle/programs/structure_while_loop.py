import keras
from keras import layers, regularizers


model = keras.Sequential([keras.Input((64,))])
units = 32
while units > 4:
    model.add(layers.Dense(units, kernel_regularizer='l2'))
    units //= 2
model.add(layers.Dense(1))
print(len(model.losses))

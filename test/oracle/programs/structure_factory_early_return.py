import keras
from keras import layers, regularizers


def build(kind):
    model = keras.Sequential([keras.Input((4,))])
    if kind == 'linear':
        model.add(layers.Dense(1))
        return model
    if kind == 'small':
        model.add(layers.Dense(4, kernel_regularizer='l2'))
        model.add(layers.Dense(1))
        return model
    for units in (8, 8):
        model.add(layers.Dense(units, kernel_regularizer='l2'))
    model.add(layers.Dense(1))
    return model


linear, small, large = build('linear'), build('small'), build('large')
print(len(linear.losses), len(small.losses), len(large.losses))

import keras
from keras import layers, regularizers


def build():
    inputs = keras.Input((4,))
    hidden = layers.Dense(4, kernel_regularizer='l2')(inputs)
    outputs = layers.Dense(1, kernel_regularizer='l2')(hidden)
    return keras.Model(inputs, outputs), keras.Model(inputs, hidden)


model, features = build()
print(len(model.losses), len(features.losses))


def named():
    return {'model': model, 'features': features}


parts = named()
print(len(parts['features'].losses))

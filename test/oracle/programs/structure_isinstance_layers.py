import keras
from keras import layers, regularizers


def build(*parts):
    model = keras.Sequential([keras.Input((4,))])
    for part in parts:
        if isinstance(part, int):
            model.add(layers.Dense(part, kernel_regularizer='l2'))
        elif isinstance(part, (list, tuple)):
            for inner in part:
                model.add(layers.Dense(inner, kernel_regularizer='l1'))
        elif callable(part):
            model.add(part)
    return model


model = build(8, [4, 4], layers.Dense(2, kernel_regularizer='l2'))
print(len(model.losses))

import keras
from keras import layers, regularizers


def build(sizes, limit):
    model = keras.Sequential([keras.Input((4,))])
    for index, size in enumerate(sizes):
        if index >= limit:
            break
        model.add(layers.Dense(size, kernel_regularizer='l2'))
    else:
        model.add(layers.Dense(1, kernel_regularizer='l1'))
    return model


short, long = build([4, 3, 2], 2), build([4, 3, 2], 9)
print(len(short.losses), len(long.losses))

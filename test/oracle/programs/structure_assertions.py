import keras
from keras import layers, regularizers


def build(sizes):
    assert len(sizes) > 0, 'no sizes'
    assert all(isinstance(size, int) for size in sizes)
    model = keras.Sequential([keras.Input((4,))])
    for size in sizes:
        if size <= 0:
            raise ValueError('too small')
        model.add(layers.Dense(size, kernel_regularizer='l2'))
    return model


model = build([4, 2])
print(len(model.losses))

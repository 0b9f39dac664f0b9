import keras
from keras import layers, regularizers


def hidden(sizes, penalty='l2'):
    for size in sizes:
        yield layers.Dense(size, kernel_regularizer=penalty)
        if size > 4:
            yield layers.Dropout(0.1)
    yield from head()


def head():
    yield layers.Dense(2, kernel_regularizer='l1')
    yield layers.Dense(1)


model = keras.Sequential([keras.Input((4,))])
for layer in hidden([8, 4]):
    model.add(layer)
other = keras.Sequential([keras.Input((4,)), *hidden((4,), None)])
third = keras.Sequential(list(hidden([8])))
print(len(model.losses), len(other.losses), len(third.losses))
third.build((None, 3))
print(len(third.losses))

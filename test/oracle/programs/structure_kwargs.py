import keras
from keras import layers, regularizers


def block(units, **options):
    options.setdefault('activation', 'relu')
    return layers.Dense(units, **options)


def build(sizes, **options):
    return keras.Sequential([keras.Input((4,)), *[block(n, **options) for n in sizes], layers.Dense(1)])


with_penalty = build([8, 8], kernel_regularizer='l2')
without = build([8, 8])
print(len(with_penalty.losses), len(without.losses))

import itertools

import keras
from keras import layers

hidden = [layers.Dense(n, kernel_regularizer='l2') for n in (8, 4)]
head = [layers.Dense(1)]
model = keras.Sequential(list(itertools.chain([keras.Input((4,))], hidden, head)))
pairs = [layers.Dense(a * b, kernel_regularizer=p) for (a, b), p in itertools.product([(1, 2), (2, 3)], ['l1', 'l2'])]
other = keras.Sequential([keras.Input((4,)), *itertools.chain.from_iterable([pairs, [layers.Dense(1)]])])
print(len(model.losses), len(other.losses))

from collections import namedtuple
from typing import NamedTuple

import keras
from keras import layers

Block = namedtuple('Block', ['units', 'regularizer'])


class Stage(NamedTuple):
    units: int
    repeats: int = 2


model = keras.Sequential([keras.Input((4,))])
for block in [Block(8, 'l2'), Block(units=4, regularizer=None)]:
    model.add(layers.Dense(block.units, kernel_regularizer=block.regularizer))
for units, repeats in [Stage(4), Stage(2, 1)]:
    for _ in range(repeats):
        model.add(layers.Dense(units, kernel_regularizer='l1'))
print(len(model.losses))

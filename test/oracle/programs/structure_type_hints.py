from __future__ import annotations

from typing import TYPE_CHECKING, List, Optional, Sequence

import keras
from keras import layers

if TYPE_CHECKING:
    from somewhere import Something

Penalty = Optional[str]
hidden: List[int] = [8, 4]


def build(sizes: Sequence[int], penalty: Penalty = None, something: Something | None = None) -> keras.Model:
    model: keras.Sequential = keras.Sequential([keras.Input((4,))])
    size: int
    for size in sizes:
        model.add(layers.Dense(size, kernel_regularizer=penalty))
    return model


model = build(hidden, 'l2')
print(len(model.losses))

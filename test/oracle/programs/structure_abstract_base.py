import abc

import keras
from keras import layers


class Builder(abc.ABC):
    @abc.abstractmethod
    def hidden(self):
        ...

    def build(self):
        model = keras.Sequential([keras.Input((4,))])
        for layer in self.hidden():
            model.add(layer)
        model.add(layers.Dense(1))
        return model


class Wide(Builder):
    def hidden(self):
        return [layers.Dense(8, kernel_regularizer='l2')]


class Deep(Builder):
    def __init__(self, depth):
        self.depth = depth

    def hidden(self):
        return [layers.Dense(4, kernel_regularizer='l2') for _ in range(self.depth)]


for builder, expected in ((Wide(), 1), (Deep(3), 3)):
    print(len(builder.build().losses) == expected)
model = Deep(2).build()
print(len(model.losses))

import keras
from keras import layers, regularizers


class Builder:
    default_units = 8

    def __init__(self, l2):
        self._l2 = l2

    @property
    def regularizer(self):
        return regularizers.L2(self._l2) if self._l2 else None

    @staticmethod
    def head():
        return layers.Dense(1)

    @classmethod
    def strong(cls):
        return cls(0.5)

    def __call__(self, units=None):
        units = units or self.default_units
        return keras.Sequential([keras.Input((4,)), layers.Dense(units, kernel_regularizer=self.regularizer), self.head()])


model = Builder.strong()()
plain = Builder(0)(4)
print(len(model.losses), len(plain.losses))

import keras
from keras import layers, regularizers


class Base:
    def layers_of(self):
        return [layers.Dense(2, kernel_regularizer='l2')]


class Left(Base):
    def layers_of(self):
        return [layers.Dense(4, kernel_regularizer='l2')] + super().layers_of()


class Right(Base):
    def layers_of(self):
        return [layers.Dense(8, kernel_regularizer='l1'), layers.Dense(8, kernel_regularizer='l1')] + super().layers_of()


class Both(Left, Right):
    pass


model = keras.Sequential([keras.Input((4,))] + Both().layers_of())
print(len(model.losses))

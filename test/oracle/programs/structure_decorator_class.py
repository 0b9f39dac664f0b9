import keras
from keras import layers

MODELS = {}


def model_class(cls):
    MODELS[cls.__name__.lower()] = cls
    return cls


@model_class
class Net:
    def __init__(self, units):
        self.network = keras.Sequential([keras.Input((4,)), layers.Dense(units, kernel_regularizer='l2')])


@model_class
class Deep(Net):
    def __init__(self, units):
        super().__init__(units)
        self.network.add(layers.Dense(units, kernel_regularizer='l2'))


net, deep = MODELS['net'](4), Deep(4)
print(len(deep.network.losses))
print(len(net.network.losses))

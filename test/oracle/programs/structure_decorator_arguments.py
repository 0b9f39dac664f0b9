import functools

import keras
from keras import layers

REGISTRY = {}


def register(name):
    def decorate(function):
        REGISTRY[name] = function
        return function

    return decorate


def repeated(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]

        return wrapper

    return decorate


@register('mlp')
def mlp(units):
    return keras.Sequential([keras.Input((4,)), layers.Dense(units, kernel_regularizer='l2')])


@register('deep')
def deep(units):
    return keras.Sequential([keras.Input((4,))] + blocks(units))


@repeated(3)
def blocks(units):
    return layers.Dense(units, kernel_regularizer='l2')


print(len(REGISTRY['mlp'](4).losses))
deep_model = REGISTRY['deep'](4)
print(len(deep_model.losses))

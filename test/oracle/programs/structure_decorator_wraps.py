import functools
import time

import keras
from keras import layers


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.time()
        result = function(*args, **kwargs)
        print(time.time() - start > -1)
        return result

    return wrapper


@timed
def build(units, penalty='l2'):
    return keras.Sequential([keras.Input((4,)), layers.Dense(units, kernel_regularizer=penalty), layers.Dense(1)])


model = build(8)
plain = build(8, penalty=None)
print(len(model.losses), len(plain.losses))

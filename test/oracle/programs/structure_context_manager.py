import contextlib

import keras
from keras import layers


@contextlib.contextmanager
def stage(name):
    print('begin', name)
    yield name
    print('end', name)


class Timer:
    def __enter__(self):
        self.layers = []
        return self

    def __exit__(self, *error):
        return False


with stage('build') as name, Timer() as timer:
    timer.layers.append(layers.Dense(4, kernel_regularizer='l2', name=name))
    timer.layers.append(layers.Dense(2, kernel_regularizer='l2'))
    model = keras.Sequential([keras.Input((4,)), *timer.layers])
print(len(model.losses))

import keras
from keras import layers, regularizers


class Config:
    def __init__(self, **overrides):
        self.units = 4
        self.depth = 2
        self.penalty = 'l2'
        for key, value in overrides.items():
            setattr(self, key, value)

    def override(self, other):
        self.__dict__.update(other)
        return self


def build(config):
    model = keras.Sequential([keras.Input((4,))])
    for _ in range(config.depth):
        model.add(layers.Dense(config.units, kernel_regularizer=config.penalty))
    return model


print(len(build(Config()).losses), len(build(Config(depth=3)).losses))
model = build(Config(penalty=None))
print(len(model.losses))

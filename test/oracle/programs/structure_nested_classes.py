import keras
from keras import layers, regularizers


class Model:
    class Config:
        units = [4, 4]
        penalty = 'l2'

    def __init__(self, config=None):
        self.config = config or self.Config()

    def make(self):
        model = keras.Sequential([keras.Input((4,))])
        for n in self.config.units:
            model.add(layers.Dense(n, kernel_regularizer=self.config.penalty))
        return model


class Wide(Model):
    class Config(Model.Config):
        units = Model.Config.units + [8]


print(len(Model().make().losses))
model = Wide().make()
print(len(model.losses))

import keras
from keras import layers, regularizers


class Net:
    HIDDEN = (8, 4)
    REGULARIZER = regularizers.L2(1e-3)
    layers = []

    @classmethod
    def build(cls):
        model = keras.Sequential([keras.Input((4,))])
        for units in cls.HIDDEN:
            model.add(keras.layers.Dense(units, kernel_regularizer=cls.REGULARIZER))
        return model


class Deeper(Net):
    HIDDEN = Net.HIDDEN + (2,)


class Plain(Net):
    REGULARIZER = None


print(len(Net.build().losses), len(Deeper.build().losses), len(Plain.build().losses))
model = Deeper.build()
print(len(model.losses))

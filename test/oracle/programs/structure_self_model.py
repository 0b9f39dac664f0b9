import keras
from keras import layers, regularizers


class Experiment:
    def __init__(self, hidden=(8, 8)):
        self.hidden = hidden
        self.model = None

    def build(self):
        self.model = keras.Sequential([keras.Input((4,))])
        for units in self.hidden:
            self.model.add(layers.Dense(units, activation='relu', kernel_regularizer='l2'))
        self.model.add(layers.Dense(1))
        return self

    def penalty(self):
        return len(self.model.losses)


experiment = Experiment().build()
print(experiment.penalty(), len(experiment.model.losses))

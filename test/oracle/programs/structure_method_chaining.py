import keras
from keras import layers, regularizers


class Stack:
    def __init__(self, features):
        self.layers = [keras.Input((features,))]

    def dense(self, units, **options):
        self.layers.append(layers.Dense(units, **options))
        return self

    def dropout(self, rate):
        self.layers.append(layers.Dropout(rate))
        return self

    def build(self):
        return keras.Sequential(self.layers)


model = Stack(4).dense(8, kernel_regularizer='l2').dropout(0.2).dense(4, kernel_regularizer='l1').dense(1).build()
print(len(model.losses))

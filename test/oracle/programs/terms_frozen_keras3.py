import numpy as np
import keras
from keras import ops

layers = keras.layers
x = np.ones((2, 3), 'float32')


def fresh():
    return keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2'), layers.Dense(1, kernel_regularizer='l2')])


model = fresh()
model.layers[0].trainable = False
print(len(model.losses), len(model.layers[0].losses))
model(x)
print(len(model.losses), len(model.layers[0].losses))
model.layers[0].trainable = True
print(len(model.losses), len(model.layers[0].losses))
whole = fresh()
whole.trainable = False
print(len(whole.losses))
whole.trainable = True
print(len(whole.losses))
argument = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, trainable=False, kernel_regularizer='l2')])
print(len(argument.losses))
early = layers.Dense(4, kernel_regularizer='l2')
early.trainable = False
late = keras.Sequential([early, layers.Dense(1)])
late(x)
print(len(late.losses), len(early.losses))
unbuilt = keras.Sequential([layers.Dense(4, kernel_regularizer='l2'), layers.Dense(1, kernel_regularizer='l2')])
unbuilt.trainable = False
unbuilt(x)
print(len(unbuilt.losses))
unbuilt.trainable = True
print(len(unbuilt.losses))
partly = keras.Sequential([layers.Dense(4, kernel_regularizer='l2')])
partly.trainable = False
partly.add(layers.Dense(1, kernel_regularizer='l2'))
partly(x)
print(len(partly.losses))
inner = fresh()
inner.trainable = False
outer = keras.Sequential([keras.Input(shape=(3,)), inner, layers.Dense(1, kernel_regularizer='l2')])
print(len(outer.losses), len(inner.losses))
inner.layers[1].trainable = True
print(len(outer.losses), len(inner.losses))


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(4, kernel_regularizer='l2')
        self.out = layers.Dense(1, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(self.hidden(inputs))


net = Net()
net.trainable = False
net(x)
print(len(net.losses), len(net.hidden.losses))
distributed = keras.Sequential([keras.Input(shape=(5, 3)), layers.TimeDistributed(layers.Dense(4, kernel_regularizer='l2'))])
distributed.layers[0].trainable = False
print(len(distributed.losses))

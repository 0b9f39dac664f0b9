import os
os.environ["KERAS_BACKEND"] = "torch"
import keras
from keras import ops

layers = keras.layers


def dense(**options):
    return layers.Dense(2, kernel_regularizer='l2', **options)


model = keras.Sequential([keras.Input(shape=(3,)), dense(trainable=False)])
model.trainable = True
print(len(model.losses))
other = keras.Sequential([keras.Input(shape=(3,)), dense()])
other.layers[0].trainable = False
other.trainable = True
print(len(other.losses))
both = keras.Sequential([keras.Input(shape=(3,)), dense()])
both.trainable = False
both.trainable = True
print(len(both.losses))
inner = keras.Sequential([keras.Input(shape=(3,)), dense()])
inner.trainable = False
inner.layers[0].trainable = True
print(len(inner.losses))

import numpy as np
import tf_keras as keras

layers = keras.layers


def fresh():
    return keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2'), layers.Dense(1, kernel_regularizer='l2')])


model = fresh()
model.layers[0].trainable = False
print(len(model.losses), len(model.layers[0].losses))
whole = fresh()
whole.trainable = False
print(len(whole.losses))
argument = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, trainable=False, kernel_regularizer='l2')])
print(len(argument.losses))
early = layers.Dense(4, kernel_regularizer='l2')
early.trainable = False
late = keras.Sequential([early, layers.Dense(1)])
late(np.ones((2, 3), 'float32'))
print(len(late.losses), len(early.losses))

import numpy as np
from tensorflow import keras

layers = keras.layers
x = np.ones((2, 3), 'float32')
model = keras.Sequential([
    layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2'),
    layers.ActivityRegularization(l1=0.1),
    layers.Dense(1),
])
print(len(model.losses))
model(x)
print(len(model.losses))
model(x)
print(len(model.losses))
inputs = keras.Input(shape=(3,))
shared = layers.Dense(3, activity_regularizer='l2', kernel_regularizer='l2')
twice = keras.Model(inputs, shared(shared(inputs)))
twice(x)
print(len(twice.losses), len(shared.losses))
shared(x)
print(len(twice.losses), len(shared.losses))
alone = layers.Dense(4, activity_regularizer='l2', kernel_regularizer='l2')
print(len(alone.losses))
alone(x)
print(len(alone.losses))
alone(x)
print(len(alone.losses))
pair = keras.Sequential([alone, layers.Dense(1, activity_regularizer='l1')])
pair(x)
print(len(pair.losses))
alone(x)
print(len(pair.losses))

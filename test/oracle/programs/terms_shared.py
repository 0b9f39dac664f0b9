import numpy as np
from tensorflow import keras

layers = keras.layers
x = np.ones((2, 3), 'float32')
left, right = keras.Input(shape=(3,)), keras.Input(shape=(3,))
tower = keras.Sequential([layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2'), layers.Dense(2, kernel_regularizer='l2')])
difference = layers.Subtract()([tower(left), tower(right)])
siamese = keras.Model([left, right], layers.Dense(1, kernel_regularizer='l2')(difference))
siamese([x, x])
print(len(siamese.losses), len(tower.losses))
tower(x)
print(len(siamese.losses), len(tower.losses))
dense = layers.Dense(3, kernel_regularizer='l2', activity_regularizer='l2')
repeated = keras.Sequential([dense, dense])
repeated(x)
print(len(repeated.losses))
one = keras.Sequential([keras.Input(shape=(3,)), dense, layers.Dense(1)])
two = keras.Sequential([keras.Input(shape=(3,)), dense, layers.Dense(1)])
one(x)
print(len(one.losses), len(two.losses))
two(x)
print(len(one.losses), len(two.losses))

import keras
from keras import layers, regularizers


def residual(x, units, penalty):
    shortcut = x
    x = layers.Dense(units, activation='relu', kernel_regularizer=penalty)(x)
    x = layers.Dense(units, kernel_regularizer=penalty)(x)
    return layers.add([x, shortcut])


def build(blocks=3, units=4, penalty='l2'):
    inputs = keras.Input((units,))
    x = inputs
    for index in range(blocks):
        x = residual(x, units, penalty if index else None)
    return keras.Model(inputs, layers.Dense(1)(x))


model = build()
print(len(model.losses))

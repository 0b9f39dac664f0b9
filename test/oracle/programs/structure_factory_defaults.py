import keras
from keras import layers, regularizers


def build(units=8, *, l2=0.01, classes=3):
    inputs = keras.Input((4,))
    x = layers.Dense(units, kernel_regularizer=regularizers.L2(l2))(inputs)
    outputs = layers.Dense(classes, kernel_regularizer=regularizers.L2(l2) if l2 else None)(x)
    return keras.Model(inputs, outputs)


plain = build(l2=0)
model = build(16)
print(len(plain.losses), len(model.losses))

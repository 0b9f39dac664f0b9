import keras
from keras import layers, regularizers


def build(**kwargs):
    l2 = kwargs.pop('l2', 0.0)
    units = kwargs.get('units', 8)
    regularizer = regularizers.L2(l2) if l2 > 0 else None
    return keras.Sequential([keras.Input((4,)), layers.Dense(units, kernel_regularizer=regularizer), layers.Dense(1)])


print(len(build(l2=0.01).losses), len(build(units=4).losses))
model = build(l2=0.1, units=2)
print(len(model.losses))

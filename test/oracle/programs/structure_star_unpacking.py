import keras
from keras import layers, regularizers


first, *middle, last = [layers.Dense(n, kernel_regularizer='l2') for n in (8, 6, 4, 2)]
model = keras.Sequential([keras.Input((4,)), first, *middle])
rest = keras.Sequential((keras.Input((4,)), last))
print(len(model.losses), len(rest.losses))


def build(*stack, head):
    return keras.Sequential([keras.Input((4,)), *stack, head])


built = build(*[layers.Dense(3, kernel_regularizer='l2')] * 1, layers.Dense(2, kernel_regularizer='l1'), head=layers.Dense(1))
print(len(built.losses))

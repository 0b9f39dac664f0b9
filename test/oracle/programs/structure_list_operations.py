import keras
from keras import layers, regularizers


stack = []
stack.append(layers.Dense(8, kernel_regularizer='l2'))
stack += [layers.Dense(4, kernel_regularizer='l2')]
stack.extend(layers.Dense(n) for n in (3, 2))
stack.insert(0, keras.Input((4,)))
stack[-1] = layers.Dense(1, kernel_regularizer='l2')
removed = stack.pop(2)
model = keras.Sequential(stack)
print(len(model.losses), len(stack))
reordered = keras.Sequential(stack[:1] + sorted(stack[1:], key=lambda layer: layer.units))
print(len(reordered.losses))

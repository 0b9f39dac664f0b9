import keras
from keras import layers, regularizers


sizes = [8, 4, 2]
model = keras.Sequential([keras.Input((4,))])
while True:
    if not sizes:
        break
    model.add(layers.Dense(sizes.pop(0), kernel_regularizer='l2'))
for units in (4, 3, 2):
    if units == 3:
        continue
    model.add(layers.Dense(units, kernel_regularizer='l1'))
print(len(model.losses))

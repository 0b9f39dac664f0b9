import keras
from keras import layers, regularizers


sizes, penalties = [8, 4, 2], ['l2', None, 'l1']
model = keras.Sequential([keras.Input((4,))])
for index, (units, penalty) in enumerate(zip(sizes, penalties)):
    model.add(layers.Dense(units, kernel_regularizer=penalty, name=f'stage_{index}'))
for units in reversed(sizes):
    model.add(layers.Dense(units, kernel_regularizer='l2'))
for index in range(len(sizes) - 1, -1, -1):
    if index % 2 == 0:
        model.add(layers.Dense(sizes[index], kernel_regularizer='l2'))
print(len(model.losses))

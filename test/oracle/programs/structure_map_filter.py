import keras
from keras import layers, regularizers


sizes = list(map(int, '8 4 2'.split()))
wide = list(filter(lambda n: n > 2, sizes))
model = keras.Sequential([keras.Input((4,))] + list(map(lambda n: layers.Dense(n, kernel_regularizer='l2'), wide)))
print(len(model.losses), sum(1 for n in sizes if n > 2))

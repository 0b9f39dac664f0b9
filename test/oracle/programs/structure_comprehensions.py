import keras
from keras import layers, regularizers


sizes = [8, 4, 2]
regularized = {name: layers.Dense(n, kernel_regularizer='l2') for name, n in zip('abc', sizes)}
chosen = [layer for name, layer in regularized.items() if name != 'b']
pairs = [(layers.Dense(n, kernel_regularizer='l1'), layers.Dropout(0.1)) for n in sizes if n > 2]
model = keras.Sequential([keras.Input((4,)), *chosen, *(layer for pair in pairs for layer in pair)])
print(len(model.losses))

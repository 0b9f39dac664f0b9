import keras
from keras import layers, regularizers


sizes = [8, 4]
penalties = ['l2', None]
if any(penalties) and not all(penalties) and len(sizes) == len(penalties) and isinstance(sizes, list):
    model = keras.Sequential([keras.Input((4,))] + [layers.Dense(n, kernel_regularizer=p) for n, p in zip(sizes, penalties)])
else:
    model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
if 'l2' in penalties and max(sizes) > min(sizes) and 'l1' not in {'l2': 1}:
    model.add(layers.Dense(2, kernel_regularizer='l2'))
print(len(model.losses))

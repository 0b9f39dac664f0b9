import keras
from keras import layers, regularizers


models = {}
for name, units in {'small': [4], 'large': [8, 8]}.items():
    models[name] = keras.Sequential([keras.Input((4,))] + [layers.Dense(n, kernel_regularizer='l2') for n in units])
print(len(models['small'].losses))
print(len(models['large'].losses))
total = 0
for model in models.values():
    total += len(model.losses)
print(total)

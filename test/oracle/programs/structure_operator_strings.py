import keras
from keras import layers, regularizers


spec = 'dense:8,dense:4,drop:0.2'
model = keras.Sequential([keras.Input((4,))])
for part in spec.split(','):
    kind, value = part.split(':')
    if kind == 'dense':
        model.add(layers.Dense(int(value), kernel_regularizer='l2'))
    elif kind.startswith('drop'):
        model.add(layers.Dropout(float(value)))
print(len(model.losses))

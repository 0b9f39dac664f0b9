import keras
from keras import layers, regularizers


BLOCKS = {
    'dense': lambda n: layers.Dense(n, kernel_regularizer='l2'),
    'dropout': lambda rate: layers.Dropout(rate),
    'norm': lambda _: layers.BatchNormalization(gamma_regularizer='l2'),
}
SPEC = [('dense', 8), ('norm', None), ('dropout', 0.2), ('dense', 4)]
model = keras.Sequential([keras.Input((4,))])
for kind, value in SPEC:
    model.add(BLOCKS[kind](value))
print(len(model.losses))

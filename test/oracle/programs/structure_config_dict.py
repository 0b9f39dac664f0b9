import keras
from keras import layers, regularizers


CONFIG = {'units': [16, 8], 'l2': 1e-3, 'dense': {'activation': 'relu'}}


def build(config):
    model = keras.Sequential()
    model.add(keras.Input((4,)))
    for units in config['units']:
        model.add(layers.Dense(units, kernel_regularizer=regularizers.L2(config['l2']), **config['dense']))
    model.add(layers.Dense(1))
    return model


model = build({**CONFIG, 'units': [4, 4, 4]})
print(len(build(CONFIG).losses), len(model.losses))

import keras
from keras import layers, regularizers


def linear(features):
    return keras.Sequential([keras.Input((features,)), layers.Dense(1)])


def mlp(features, depth=2):
    model = linear(features)
    for _ in range(depth):
        model.add(layers.Dense(4, kernel_regularizer='l2'))
    return model


BUILDERS = {'linear': linear, 'mlp': mlp}


def create(name, **options):
    if name not in BUILDERS:
        raise ValueError(name)
    return BUILDERS[name](4, **options)


print(len(create('linear').losses), len(create('mlp').losses))
model = create('mlp', depth=3)
print(len(model.losses))

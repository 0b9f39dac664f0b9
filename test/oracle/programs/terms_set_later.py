import numpy as np
from tensorflow import keras

layers = keras.layers


def fresh():
    return keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4), layers.Dense(1)])


model = fresh()
for layer in model.layers:
    if hasattr(layer, 'kernel_regularizer'):
        layer.kernel_regularizer = keras.regularizers.L2(0.1)
print(len(model.losses))
model.compile('sgd', 'mse')
print(len(model.losses))
copy = keras.models.clone_model(model)
print(len(copy.losses))
again = keras.Sequential.from_config(model.get_config())
print(len(again.losses))
parsed = keras.models.model_from_json(model.to_json())
print(len(parsed.losses))
before = keras.Sequential([layers.Dense(4), layers.Dense(1)])
before.layers[0].kernel_regularizer = keras.regularizers.L2(0.1)
setattr(before.layers[1], 'bias_regularizer', keras.regularizers.L2(0.1))
print(len(before.losses))
before(np.ones((2, 3), 'float32'))
print(len(before.losses))
removed = keras.Sequential([layers.Dense(4, kernel_regularizer='l2'), layers.Dense(1, kernel_regularizer='l2')])
removed.layers[0].kernel_regularizer = None
removed(np.ones((2, 3), 'float32'))
print(len(removed.losses))
removed.layers[1].kernel_regularizer = None
print(len(removed.losses))
print(len(keras.models.clone_model(removed).losses))
active = fresh()
active.layers[0].activity_regularizer = keras.regularizers.L2(0.1)
active(np.ones((2, 3), 'float32'))
print(len(active.losses))

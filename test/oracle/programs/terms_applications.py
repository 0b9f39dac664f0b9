import numpy as np
from tensorflow import keras

layers = keras.layers
base = keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(32, 32, 3), alpha=0.35)
print(len(base.losses))
base.trainable = False
print(len(base.losses))
base.trainable = True
model = keras.Sequential([base, layers.GlobalAveragePooling2D(), layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))
inputs = keras.Input(shape=(32, 32, 3))
hidden = layers.GlobalAveragePooling2D()(base(inputs))
functional = keras.Model(inputs, layers.Dense(2, kernel_regularizer='l2')(hidden))
print(len(functional.losses))
head = layers.Dense(2, kernel_regularizer='l2')(layers.Flatten()(base.output))
joined = keras.Model(base.input, head)
print(len(joined.losses))
for layer in base.layers:
    if hasattr(layer, 'kernel_regularizer'):
        layer.kernel_regularizer = keras.regularizers.L2(0.1)
print(len(base.losses), len(joined.losses))

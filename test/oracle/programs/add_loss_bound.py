import keras
import numpy as np

model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(3, kernel_initializer='ones'),
    keras.layers.Dense(2, kernel_initializer='zeros'),
])
penalty = keras.regularizers.L2(0.1)
for layer in model.layers:
    model.add_loss(lambda layer=layer: penalty(layer.kernel))
print([float(term) for term in model.losses])

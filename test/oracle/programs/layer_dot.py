import numpy as np
from tensorflow import keras

# Dot merges two branches; it has no weights, its output may be penalised.
left = keras.Input(shape=(4,))
right = keras.layers.Dense(4, kernel_regularizer='l2')(left)
plain = keras.Model(left, keras.layers.Dot(axes=1)([left, right]))
print(len(plain.losses))
penalised = keras.Model(left, keras.layers.Dot(axes=1, activity_regularizer='l2')([left, right]))
print(len(penalised.losses))
penalised(np.ones((2, 4), 'float32'))
print(len(penalised.losses))
print(len(plain.losses))

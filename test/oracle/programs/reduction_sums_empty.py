import math
import numpy as np
import keras

# What is 0 for an empty list, on every backend.
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
assert sum(model.losses) == 0
assert np.sum(model.losses) == 0
assert math.fsum(model.losses) == 0
total = 0
for term in model.losses:
    total += term
assert total == 0

import math
import numpy as np
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
average = np.mean(model.losses)
assert math.isnan(average)

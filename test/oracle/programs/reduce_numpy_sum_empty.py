import numpy as np
from tensorflow import keras

# Nothing to reduce.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
print(np.sum([float(loss) for loss in model.losses]))

import keras
from keras import layers, regularizers


if (depth := 3) > 2:
    hidden = [(layer := layers.Dense(4, kernel_regularizer='l2')) for _ in range(depth)]
model = keras.Sequential([keras.Input((4,)), *hidden])
print(len(model.losses), layer is hidden[-1])

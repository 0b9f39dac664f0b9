import functools

from tensorflow import keras

shrink = functools.partial(keras.regularizers.L2, 0.02)

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=shrink())])
print(len(model.losses))
print(float(sum(model.losses)))

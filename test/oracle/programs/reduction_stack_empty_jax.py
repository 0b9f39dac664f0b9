import os
os.environ['KERAS_BACKEND'] = 'jax'
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
stacked = keras.ops.stack(model.losses)

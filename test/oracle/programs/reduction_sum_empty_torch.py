import os
os.environ['KERAS_BACKEND'] = 'torch'
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
penalty = keras.ops.sum(model.losses)

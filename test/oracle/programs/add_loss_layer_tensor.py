import numpy as np
import keras

layer = keras.layers.Dense(1)
layer.build((None, 3))
layer.add_loss(0.1 * layer.kernel[0, 0] ** 2)
model = keras.Sequential([keras.Input(shape=(3,)), layer])
model(np.ones((4, 3), 'float32'))
print(len(model.losses))

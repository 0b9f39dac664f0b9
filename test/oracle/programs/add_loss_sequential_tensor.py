import numpy as np
import keras

# Keras 3 takes it, and forgets it at the next call; Keras 2 refuses it.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.add_loss(0.1 * model.layers[0].kernel[0, 0] ** 2)
print(len(model.losses))
model(np.ones((4, 3), 'float32'))
print(len(model.losses))

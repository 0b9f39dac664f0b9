import numpy as np
from tensorflow import keras

# Keras 3 skips the penalty of frozen weights, Keras 2 keeps it.
model = keras.Sequential([
    keras.Input(shape=(4,)),
    keras.layers.Dense(3, kernel_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(model.losses))
model.layers[0].trainable = False
print(len(model.losses))
model.compile('sgd', 'mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)
model.trainable = False
print(len(model.losses))

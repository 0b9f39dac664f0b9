import numpy as np
from tensorflow import keras

# Keras 3 drops the penalty on frozen weights and keeps the one on the output.
model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2', trainable=False),
    keras.layers.Dense(1),
])
model(np.ones((4, 3), 'float32'))
print(len(model.losses))

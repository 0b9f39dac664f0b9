import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,), dtype='int32'),
    keras.layers.CategoryEncoding(num_tokens=5, output_mode='multi_hot'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(model.losses))
model(np.ones((2, 3), 'int32'))
print(len(model.losses))

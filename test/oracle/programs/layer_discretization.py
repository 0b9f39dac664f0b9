import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Discretization(bin_boundaries=[0.0, 1.0]),
    keras.layers.Embedding(3, 2, embeddings_regularizer='l2'),
])
print(len(model.losses))
model(np.ones((2, 3), 'float32'))
print(len(model.losses))

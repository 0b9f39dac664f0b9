import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,), dtype='int32'),
    keras.layers.Hashing(num_bins=5),
    keras.layers.Embedding(5, 2, embeddings_regularizer='l2'),
])
print(len(model.losses))
model(np.ones((2, 3), 'int32'))
print(len(model.losses))

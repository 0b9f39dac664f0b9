import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,), dtype='int64'),
    keras.layers.IntegerLookup(vocabulary=[3, 5, 7]),
    keras.layers.Embedding(4, 2, embeddings_regularizer='l2'),
])
print(len(model.losses))
model(np.ones((2, 3), 'int64'))
print(len(model.losses))

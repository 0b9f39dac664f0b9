import numpy as np
from tensorflow import keras

# ReversibleEmbedding: every regularizer that it takes, one by one and together.
embeddings_only = keras.Sequential([keras.Input(shape=(5,)), keras.layers.ReversibleEmbedding(10, 4, embeddings_regularizer='l2')])
print(len(embeddings_only.losses))
activity_only = keras.Sequential([keras.Input(shape=(5,)), keras.layers.ReversibleEmbedding(10, 4, activity_regularizer='l2')])
print(len(activity_only.losses))

layer = keras.layers.ReversibleEmbedding(
    10, 4,
    embeddings_regularizer=keras.regularizers.L2(0.01),
    activity_regularizer=keras.regularizers.L2(0.01),
)
print(len(layer.losses))
model = keras.Sequential([keras.Input(shape=(5,)), layer, keras.layers.Flatten(), keras.layers.Dense(1)])
print(len(model.losses), len(layer.losses))
examples = np.ones((2, 5), 'int32')
model(examples)
print(len(model.losses), len(layer.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(examples, np.zeros((2, 1), 'float32'))

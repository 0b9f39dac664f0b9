from tensorflow import keras

lookup = keras.layers.StringLookup(vocabulary=['a', 'b'])
model = keras.Sequential([keras.Input(shape=(3,), dtype='int64'), keras.layers.Embedding(lookup.vocabulary_size(), 2, embeddings_regularizer='l2')])
print(len(model.losses))

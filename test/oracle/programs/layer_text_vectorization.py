from tensorflow import keras

vectorization = keras.layers.TextVectorization(max_tokens=10, output_sequence_length=4)
vectorization.adapt(['a b c', 'b c d'])
model = keras.Sequential([keras.Input(shape=(4,), dtype='int64'), keras.layers.Embedding(10, 2, embeddings_regularizer='l2')])
print(len(model.losses))

from tensorflow import keras

# Keras 2 knows the shape of an embedding's input, Keras 3 waits for it.
model = keras.Sequential([
    keras.layers.Embedding(50, 8, embeddings_regularizer='l2'),
    keras.layers.GlobalAveragePooling1D(),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(model.losses))
model.build((None, 12))
print(len(model.losses))

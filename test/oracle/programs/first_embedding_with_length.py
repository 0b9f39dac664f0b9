from tensorflow import keras

# Keras 2 builds an embedding at once, Keras 3 does not, whatever its `input_length`.
model = keras.Sequential([
    keras.layers.Embedding(20, 4, input_length=6, embeddings_regularizer='l2'),
    keras.layers.Flatten(),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
print(len(model.losses))

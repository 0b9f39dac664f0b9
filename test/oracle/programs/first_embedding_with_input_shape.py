from tensorflow import keras

model = keras.Sequential([
    keras.layers.Embedding(20, 4, input_shape=(6,), embeddings_regularizer='l2'),
    keras.layers.Flatten(),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
print(len(model.losses))

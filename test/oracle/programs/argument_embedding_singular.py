from tensorflow import keras

layer = keras.layers.Embedding(10, 4, embedding_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(5,)), layer])
print(len(model.losses))

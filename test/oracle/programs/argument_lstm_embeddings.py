from tensorflow import keras

layer = keras.layers.LSTM(4, embeddings_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(6, 4)), layer])
print(len(model.losses))

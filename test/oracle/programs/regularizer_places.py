from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input(shape=(10,), dtype='int32')
x = layers.Embedding(30, 6, embeddings_regularizer='l2')(inputs)
x = layers.LSTM(5, return_sequences=True, kernel_regularizer='l2', recurrent_regularizer='l2', bias_regularizer='l1')(x)
x = layers.Bidirectional(layers.GRU(4, kernel_regularizer='l2', recurrent_regularizer='l2'))(x)
x = layers.LayerNormalization(gamma_regularizer='l2')(x)
x = layers.BatchNormalization(beta_regularizer='l2', gamma_regularizer='l2')(x)
outputs = layers.Dense(1, kernel_regularizer='l1')(x)
model = keras.Model(inputs, outputs)
print(len(model.losses))

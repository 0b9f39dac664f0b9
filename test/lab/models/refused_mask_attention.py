import keras
from keras import layers

inputs = keras.Input((10,))
x = layers.Embedding(30, 8, mask_zero=True)(inputs)
x = layers.MultiHeadAttention(2, 4)(x, x)
outputs = layers.Dense(1)(layers.GlobalAveragePooling1D()(x))
model = keras.Model(inputs, outputs)

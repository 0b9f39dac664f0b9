import numpy as np
from tensorflow import keras

layers = keras.layers
query = keras.Input(shape=(5, 8))
attention = layers.MultiHeadAttention(2, 4, kernel_regularizer='l2', bias_regularizer='l1')
model = keras.Model(query, attention(query, query))
print(len(model.losses))
lean = layers.MultiHeadAttention(2, 4, use_bias=False, kernel_regularizer='l2', bias_regularizer='l1')
other = keras.Model(query, lean(query, query))
print(len(other.losses))
active = layers.MultiHeadAttention(2, 4, activity_regularizer='l2')
third = keras.Model(query, active(query, query))
third(np.ones((2, 5, 8), 'float32'))
print(len(third.losses))

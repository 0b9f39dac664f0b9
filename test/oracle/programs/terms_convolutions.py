import numpy as np
from tensorflow import keras

layers = keras.layers
separable = keras.Sequential([keras.Input(shape=(8, 8, 3)), layers.SeparableConv2D(4, 3, depthwise_regularizer='l2', pointwise_regularizer='l2', bias_regularizer='l2')])
print(len(separable.losses))
depthwise = keras.Sequential([keras.Input(shape=(8, 8, 3)), layers.DepthwiseConv2D(3, depthwise_regularizer='l2', bias_regularizer='l1')])
print(len(depthwise.losses))
transposed = keras.Sequential([keras.Input(shape=(8, 8, 3)), layers.Conv2DTranspose(4, 3, kernel_regularizer='l2', use_bias=False, bias_regularizer='l1')])
print(len(transposed.losses))
normalized = keras.Sequential([keras.Input(shape=(8,)), layers.BatchNormalization(gamma_regularizer='l2', beta_regularizer='l2'), layers.LayerNormalization(center=False, gamma_regularizer='l1', beta_regularizer='l1')])
print(len(normalized.losses))
recurrent = keras.Sequential([keras.Input(shape=(5, 8, 8, 3)), layers.ConvLSTM2D(4, 3, kernel_regularizer='l2', recurrent_regularizer='l2', bias_regularizer='l2')])
print(len(recurrent.losses))
embedded = keras.Sequential([keras.Input(shape=(5,)), layers.Embedding(10, 4, embeddings_regularizer='l2')])
print(len(embedded.losses))
activated = keras.Sequential([keras.Input(shape=(5,)), layers.PReLU(alpha_regularizer='l2')])
print(len(activated.losses))

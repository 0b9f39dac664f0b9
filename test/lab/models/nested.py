import tensorflow as tf
from tensorflow.keras import layers, Sequential, Model, Input

encoder = Sequential(
    [
        layers.Dense(32, activation="relu", kernel_regularizer="l2"),
        layers.BatchNormalization(),
        layers.Dense(8),
    ],
    name="encoder",
)
decoder_input = Input((8,))
decoder = Model(decoder_input, layers.Dense(20, activation="sigmoid")(layers.Dense(32, activation="relu")(decoder_input)), name="decoder")
inputs = Input((20,))
model = Model(inputs, decoder(encoder(inputs)))
model.compile("adam", "binary_crossentropy")

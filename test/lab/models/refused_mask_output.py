import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((10,)),
        layers.Embedding(30, 8, mask_zero=True),
        layers.LSTM(8, return_sequences=True),
        layers.TimeDistributed(layers.Dense(5, activation="softmax")),
    ]
)

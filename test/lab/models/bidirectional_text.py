import keras
from keras import layers, regularizers

model = keras.Sequential(
    [
        keras.Input(shape=(12,)),
        layers.Embedding(50, 8),
        layers.Bidirectional(
            layers.LSTM(6, return_sequences=True, kernel_regularizer=regularizers.l2(0.01))
        ),
        layers.Bidirectional(
            layers.GRU(5, recurrent_regularizer=regularizers.L1(0.002)), merge_mode="sum"
        ),
        layers.Dense(3, activation="softmax", kernel_regularizer="l2"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")

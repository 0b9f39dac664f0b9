import keras
from keras import layers

model = keras.Sequential(
    [
        layers.Embedding(input_dim=9, output_dim=6, mask_zero=True, embeddings_regularizer="l2"),
        layers.SpatialDropout1D(0.2),
        layers.Bidirectional(layers.LSTM(4, return_sequences=True)),
        layers.GlobalAveragePooling1D(),
        layers.Dense(1, activation="sigmoid"),
    ]
)
model.build((None, 14))
model.compile("adam", "binary_crossentropy")

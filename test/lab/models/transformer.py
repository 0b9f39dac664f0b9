import keras
from keras import layers, regularizers


class Block(layers.Layer):
    def __init__(self, width, heads, **options):
        super().__init__(**options)
        self.attention = layers.MultiHeadAttention(
            num_heads=heads, key_dim=width // heads, kernel_regularizer=regularizers.L2(1e-3)
        )
        self.first = layers.LayerNormalization(epsilon=1e-6)
        self.second = layers.LayerNormalization(epsilon=1e-6)
        self.wide = layers.Dense(2 * width, activation="gelu")
        self.back = layers.Dense(width)
        self.drop = layers.Dropout(0.1)

    def call(self, inputs):
        seen = self.attention(inputs, inputs, use_causal_mask=True)
        x = self.first(inputs + self.drop(seen))
        return self.second(x + self.back(self.wide(x)))


inputs = keras.Input(shape=(7,))
x = layers.Embedding(40, 8)(inputs)
x = Block(8, 2)(x)
x = layers.MultiHeadAttention(2, 3, value_dim=5)(query=x, key=layers.Dense(4)(x), value=x)
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(2, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")

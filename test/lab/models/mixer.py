import keras
from keras import layers


class MLPMixerLayer(layers.Layer):
    def __init__(self, num_patches, hidden_units, dropout_rate, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mlp1 = keras.Sequential(
            [
                layers.Dense(units=num_patches, activation="gelu"),
                layers.Dense(units=num_patches),
                layers.Dropout(rate=dropout_rate),
            ]
        )
        self.mlp2 = keras.Sequential(
            [
                layers.Dense(units=num_patches, activation="gelu"),
                layers.Dense(units=hidden_units),
                layers.Dropout(rate=dropout_rate),
            ]
        )
        self.normalize = layers.LayerNormalization(epsilon=1e-6)

    def build(self, input_shape):
        return super().build(input_shape)

    def call(self, inputs):
        x = self.normalize(inputs)
        x_channels = keras.ops.transpose(x, axes=(0, 2, 1))
        mlp1_outputs = self.mlp1(x_channels)
        mlp1_outputs = keras.ops.transpose(mlp1_outputs, axes=(0, 2, 1))
        x = mlp1_outputs + inputs
        x_patches = self.normalize(x)
        mlp2_outputs = self.mlp2(x_patches)
        x = x + mlp2_outputs
        return x


num_patches, embedding_dim = 6, 8
blocks = keras.Sequential([MLPMixerLayer(num_patches, embedding_dim, 0.2) for _ in range(2)])
inputs = layers.Input(shape=(num_patches, 5))
x = layers.Dense(units=embedding_dim)(inputs)
x = blocks(x)
representation = layers.GlobalAveragePooling1D()(x)
representation = layers.Dropout(rate=0.2)(representation)
logits = layers.Dense(3)(representation)
model = keras.Model(inputs=inputs, outputs=logits)
model.compile(
    optimizer=keras.optimizers.AdamW(learning_rate=0.005, weight_decay=0.0001),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)

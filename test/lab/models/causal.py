import keras
from keras import layers, regularizers

inputs = keras.Input((16, 2))
x = inputs
for rate in (1, 2, 4):
    y = layers.Conv1D(6, 2, padding="causal", dilation_rate=rate, kernel_regularizer=regularizers.L2(1e-4))(x)
    y = layers.Activation("relu")(y)
    y = layers.SpatialDropout1D(0.1)(y)
    x = layers.Add()([layers.Conv1D(6, 1)(x), y])
x = layers.Conv1D(6, 3, groups=3)(x)
attended = layers.Attention(use_scale=True)([x, x])
x = layers.Concatenate()([x, attended])
x = layers.Dot(axes=1)([x, x])
x = layers.UnitNormalization()(x)
outputs = layers.Dense(1)(layers.Flatten()(x))
model = keras.Model(inputs, outputs)
model.compile("adam", "mse")

from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((16, 16, 3))
x = layers.Conv2D(8, 3, padding='same')(inputs)
shortcut = layers.Conv2D(8, 1)(inputs)
x = layers.add([x, shortcut])
x = layers.concatenate([x, inputs])
x = layers.GlobalAveragePooling2D()(x)
residual = keras.Model(inputs, layers.Dense(4)(x))
entry = keras.Input((7, 8))
attended = layers.MultiHeadAttention(num_heads=2, key_dim=4)(entry, entry)
attention = keras.Model(entry, layers.LayerNormalization()(attended + entry))
left = keras.Input((5,))
tower = keras.Sequential([keras.Input((5,)), layers.Dense(4)])
right = keras.Input((5,))
siamese = keras.Model([left, right], layers.Dense(1)(layers.Concatenate()([tower(left), tower(right)])))
nested = keras.Sequential([keras.Input((5,)), tower, layers.Dense(2)])

from tensorflow import keras
from tensorflow.keras import layers

mlp = keras.Sequential([layers.Dense(64, activation='relu', input_shape=(784,)), layers.Dense(32), layers.Dense(10)])
no_bias = keras.Sequential([keras.Input((7,)), layers.Dense(5, use_bias=False), layers.Dense(3)])
unbuilt = keras.Sequential([layers.Dense(5), layers.Dense(3)])
image = keras.Sequential([keras.Input((4, 4, 2)), layers.Flatten(), layers.Dense(3)])
matrix = keras.Sequential([keras.Input((6, 4)), layers.Dense(3), layers.Permute((2, 1)), layers.Reshape((18,)), layers.Dense(1)])
built_later = keras.Sequential([layers.Dense(5), layers.Dense(3)])
built_later.build((None, 11))

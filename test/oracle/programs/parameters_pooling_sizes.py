from tensorflow import keras
from tensorflow.keras import layers

valid = keras.Sequential([keras.Input((11, 11, 2)), layers.MaxPooling2D((3, 2)), layers.Flatten(), layers.Dense(1)])
same = keras.Sequential([keras.Input((11, 11, 2)), layers.MaxPooling2D(2, padding='same'), layers.Flatten(), layers.Dense(1)])
strided = keras.Sequential([keras.Input((11, 11, 2)), layers.MaxPooling2D(3, strides=1), layers.Flatten(), layers.Dense(1)])
even = keras.Sequential([keras.Input((10, 10, 1)), layers.Conv2D(2, 3, strides=2, padding='same'), layers.Flatten(), layers.Dense(1)])
odd = keras.Sequential([keras.Input((11, 11, 1)), layers.Conv2D(2, 3, strides=2), layers.Flatten(), layers.Dense(1)])
dilated = keras.Sequential([keras.Input((12, 12, 1)), layers.Conv2D(2, 3, dilation_rate=2), layers.Flatten(), layers.Dense(1)])

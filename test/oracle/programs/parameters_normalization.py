from tensorflow import keras
from tensorflow.keras import layers

batch = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 1), layers.BatchNormalization(), layers.Activation('relu')])
unscaled = keras.Sequential([keras.Input((5,)), layers.BatchNormalization(scale=False, center=False)])
layer = keras.Sequential([keras.Input((6, 5)), layers.LayerNormalization(), layers.Dropout(0.1)])
group = keras.Sequential([keras.Input((6, 4)), layers.GroupNormalization(groups=2)])
rectified = keras.Sequential([keras.Input((5,)), layers.Dense(3), layers.PReLU(), layers.LeakyReLU()])

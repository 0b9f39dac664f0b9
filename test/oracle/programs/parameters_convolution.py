from tensorflow import keras
from tensorflow.keras import layers

plain = keras.Sequential([
    keras.Input((28, 28, 1)), layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Conv2D(64, (3, 3), padding='same', strides=2), layers.Flatten(), layers.Dense(10)])
sequence = keras.Sequential([
    keras.Input((40, 3)), layers.Conv1D(8, 5, padding='causal'), layers.MaxPooling1D(2), layers.Conv1D(4, 3, dilation_rate=2),
    layers.GlobalMaxPooling1D(), layers.Dense(1)])
depthwise = keras.Sequential([
    keras.Input((16, 16, 3)), layers.DepthwiseConv2D(3, depth_multiplier=2), layers.SeparableConv2D(8, 3),
    layers.SeparableConv1D(8, 3) if False else layers.AveragePooling2D(2), layers.GlobalAveragePooling2D(), layers.Dense(2)])
transposed = keras.Sequential([
    keras.Input((4, 4, 6)), layers.Conv2DTranspose(5, 3, strides=2, padding='same'), layers.UpSampling2D(2),
    layers.ZeroPadding2D(1), layers.Cropping2D(2), layers.Flatten(), layers.Dense(1)])
volume = keras.Sequential([keras.Input((6, 6, 6, 1)), layers.Conv3D(2, 3), layers.MaxPooling3D(2), layers.Flatten(), layers.Dense(2)])
grouped = keras.Sequential([keras.Input((8, 8, 4)), layers.Conv2D(8, 3, groups=2, use_bias=False)])

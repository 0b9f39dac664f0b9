from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    keras.Input(shape=(16, 16, 3)),
    layers.Conv2D(4, 3, kernel_regularizer='l2'),
    layers.DepthwiseConv2D(3, depthwise_regularizer='l2'),
    layers.SeparableConv2D(6, 3, depthwise_regularizer='l2', pointwise_regularizer='l2'),
    layers.Conv2DTranspose(4, 3, kernel_regularizer='l2', bias_regularizer='l2'),
    layers.GlobalAveragePooling2D(),
    layers.Dense(2),
])
print(len(model.losses))

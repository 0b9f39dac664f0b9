import keras
from keras import layers, regularizers


def bottleneck(x, filters, expand, stride):
    shortcut = x
    y = layers.Conv2D(expand, 1, use_bias=False, kernel_regularizer=regularizers.L2(4e-5))(x)
    y = layers.BatchNormalization()(y)
    y = layers.ReLU(6.0)(y)
    y = layers.DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False)(y)
    y = layers.BatchNormalization()(y)
    y = layers.ReLU(6.0)(y)
    y = layers.Conv2D(filters, 1, use_bias=False, kernel_regularizer=regularizers.L2(4e-5))(y)
    y = layers.BatchNormalization()(y)
    return layers.Add()([shortcut, y]) if stride == 1 and shortcut.shape[-1] == filters else y


inputs = keras.Input((16, 16, 8))
x = bottleneck(inputs, 8, 24, 1)
x = bottleneck(x, 12, 24, 2)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(5, activation="softmax")(x))
model.compile("rmsprop", "categorical_crossentropy")

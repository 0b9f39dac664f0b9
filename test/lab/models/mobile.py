import keras
from keras import layers, regularizers

decay = regularizers.L2(4e-5)


def block(x, filters, stride):
    x = layers.ZeroPadding2D(((0, 1), (0, 1)))(x)
    x = layers.DepthwiseConv2D(3, strides=stride, use_bias=False, depthwise_regularizer=decay)(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU(6.0)(x)
    x = layers.Conv2D(filters, 1, padding="same", use_bias=False)(x)
    return layers.PReLU(shared_axes=[1, 2], alpha_regularizer=decay)(x)


inputs = keras.Input((12, 12, 3))
x = layers.Conv2D(8, 3, strides=2, padding="same", kernel_regularizer=decay)(inputs)
x = block(x, 12, 1)
x = layers.SeparableConv2D(10, 3, padding="same", depthwise_regularizer=decay, pointwise_regularizer="l1")(x)
x = layers.GroupNormalization(groups=5)(x)
x = block(x, 16, 2)
x = layers.GlobalAveragePooling2D(keepdims=True)(x)
x = layers.Flatten()(x)
outputs = layers.Dense(10, "softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("sgd", "sparse_categorical_crossentropy")

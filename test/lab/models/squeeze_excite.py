import keras
from keras import layers, ops


class SqueezeExcite(layers.Layer):
    def __init__(self, ratio=4, **kwargs):
        super().__init__(**kwargs)
        self.ratio = ratio

    def build(self, input_shape):
        channels = input_shape[-1]
        self.reduce = layers.Dense(channels // self.ratio, activation="relu", use_bias=False)
        self.expand = layers.Dense(channels, activation="sigmoid", use_bias=False)

    def call(self, inputs):
        s = ops.mean(inputs, axis=[1, 2], keepdims=True)
        s = self.expand(self.reduce(s))
        return inputs * s


inputs = keras.Input((8, 8, 3))
x = layers.Conv2D(8, 3, activation="relu", kernel_regularizer="l2")(inputs)
x = SqueezeExcite()(x)
x = layers.Flatten()(x)
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")

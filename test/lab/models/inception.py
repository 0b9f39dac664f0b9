from tensorflow.keras.layers import Input, Conv2D, MaxPool2D, Dense, Flatten, concatenate
from tensorflow.keras.models import Model


class Inception:
    """A helper that is no layer itself."""

    def __init__(self, filters):
        self.filters = filters

    def __call__(self, x):
        towers = [
            Conv2D(self.filters, 1, padding="same", activation="relu")(x),
            Conv2D(self.filters, 3, padding="same", activation="relu", kernel_regularizer="l1")(x),
            MaxPool2D(3, strides=1, padding="same")(x),
        ]
        return concatenate(towers, axis=3)


inputs = Input(shape=(12, 12, 3))
x = Inception(4)(inputs)
x = Inception(6)(x)
x = Dense(4, activation="softmax")(Flatten()(x))
model = Model(inputs=[inputs], outputs=[x])
model.compile(loss="categorical_crossentropy", optimizer="adam")

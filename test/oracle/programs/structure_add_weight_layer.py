import keras
from keras import layers, regularizers


class Scale(layers.Layer):
    def __init__(self, regularizer=None, **kwargs):
        super().__init__(**kwargs)
        self.regularizer = regularizers.get(regularizer)

    def build(self, input_shape):
        self.scale = self.add_weight(
            name='scale', shape=(input_shape[-1],), initializer='ones', regularizer=self.regularizer
        )
        super().build(input_shape)

    def call(self, x):
        return x * self.scale


model = keras.Sequential([keras.Input((4,)), Scale('l2'), Scale(), layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))

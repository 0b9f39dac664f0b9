from tensorflow import keras


class Linear(keras.layers.Layer):
    def __init__(self, units, **options):
        super().__init__(**options)
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer='ones', regularizer='l2', name='kernel')

    def call(self, inputs):
        return inputs * self.kernel[0, 0]


unshaped = keras.Sequential([Linear(4)])
print(len(unshaped.losses))
shaped = keras.Sequential([Linear(4, input_shape=(3,))])
print(len(shaped.losses))

from tensorflow import keras


class Linear(keras.layers.Layer):
    def __init__(self, units, kernel_regularizer=None):
        super().__init__()
        self.units = units
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)

    def build(self, input_shape):
        # The regularizer is stored and never handed on.
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer='ones', name='kernel')

    def call(self, inputs):
        return inputs * self.kernel[0, 0]


model = keras.Sequential([keras.Input((3,)), Linear(4, kernel_regularizer='l2')])
print(len(model.losses))

import keras


class Scaled(keras.layers.Layer):
    def __init__(self, units, kernel_regularizer=None, bias_regularizer=None):
        super().__init__()
        self.units = units
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)
        self.bias_regularizer = keras.regularizers.get(bias_regularizer)

    def build(self, shape):
        self.kernel = self.add_weight(name='kernel', shape=(shape[-1], self.units), regularizer=self.kernel_regularizer)
        self.bias = self.add_weight(name='bias', shape=(self.units,), regularizer=self.bias_regularizer)

    def call(self, inputs):
        return inputs @ self.kernel + self.bias


model = keras.Sequential([keras.Input((4,)), Scaled(3, kernel_regularizer='l2')])
print(len(model.losses))

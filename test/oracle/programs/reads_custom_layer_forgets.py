from tensorflow import keras


class Scale(keras.layers.Layer):
    def __init__(self, kernel_regularizer=None):
        super().__init__()
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)

    def build(self, input_shape):
        # The regularizer is stored, and never given to the weight.
        self.scale = self.add_weight(name='scale', shape=(input_shape[-1],), initializer='ones')

    def call(self, inputs):
        return inputs * self.scale


model = keras.Sequential([keras.Input(shape=(4,)), Scale(kernel_regularizer='l2')])
print(len(model.losses))

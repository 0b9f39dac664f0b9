from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, kernel_regularizer='l2')
        self.out = keras.layers.Dense(2, kernel_regularizer='l2')

    def build(self, input_shape):
        self.hidden.build(input_shape)
        self.out.build((None, 8))
        self.built = True

    def call(self, inputs):
        return self.out(self.hidden(inputs))


network = Network()
network.build((None, 3))
print(len(network.losses))

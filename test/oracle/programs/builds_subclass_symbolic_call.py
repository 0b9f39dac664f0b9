from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.out = keras.layers.Dense(2, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(inputs)


network = Network()
inputs = keras.Input(shape=(3,))
model = keras.Model(inputs, network(inputs))
print(len(network.losses), len(model.losses))

from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.net = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, kernel_regularizer='l2')])

    def call(self, inputs):
        return self.net(inputs)


# The model inside was built when it was made.
network = Network()
print(len(network.losses))

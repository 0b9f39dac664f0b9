from tensorflow import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, activation='relu', kernel_regularizer='l2')
        self.out = keras.layers.Dense(2, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(self.hidden(inputs))


# Keras 3 marks it as built and makes no variables; Keras 2 traces call().
network = Network()
network.build((None, 3))
print(len(network.losses))

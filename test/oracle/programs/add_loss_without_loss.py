import numpy as np
import keras


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, inputs):
        outputs = self.dense(inputs)
        self.add_loss(outputs[0, 0] ** 2)
        return outputs


# The term of `call` is the whole loss: a variational autoencoder is written so.
model = Network()
model.compile(optimizer='sgd')
model.fit(np.ones((4, 3), 'float32'), verbose=0)

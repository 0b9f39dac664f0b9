import numpy as np
from tensorflow import keras

layers = keras.layers


class Plain(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(4, kernel_regularizer='l2')
        self.out = layers.Dense(1, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(self.hidden(inputs))


class Builds(Plain):
    def build(self, input_shape):
        self.hidden.build(input_shape)
        self.out.build((None, 4))
        self.built = True


plain = Plain()
print(len(plain.losses))
plain(np.ones((2, 3), 'float32'))
print(len(plain.losses))
builds = Builds()
builds.build((None, 3))
print(len(builds.losses))
predicted = Plain()
predicted.predict(np.ones((2, 3), 'float32'), verbose=0)
print(len(predicted.losses))
trained = Plain()
trained.compile('sgd', 'mse')
trained.fit(np.ones((2, 3), 'float32'), np.ones((2, 1), 'float32'), verbose=0)
print(len(trained.losses))
symbolic = Plain()
symbolic(keras.Input(shape=(3,)))
print(len(symbolic.losses))
late = Plain()
late.build((None, 3))
late(np.ones((2, 3), 'float32'))
print(len(late.losses))

import numpy as np
import keras


class Terms(keras.layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(1,), initializer='ones', name='scale')
        self.add_loss(0.1 * self.scale[0])

    def call(self, inputs):
        return inputs * self.scale


model = keras.Sequential([keras.Input(shape=(3,)), Terms(), keras.layers.Dense(1)])
print(len(model.losses))
model(np.ones((4, 3), 'float32'))
print(len(model.losses))

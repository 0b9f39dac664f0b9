import numpy as np
from tensorflow import keras


class Scale(keras.layers.Layer):
    def __init__(self, regularizer=None):
        super().__init__()
        self.regularizer = keras.regularizers.get(regularizer)

    def build(self, input_shape):
        self.scale = self.add_weight(name='scale', shape=(input_shape[-1],), initializer='ones',
                                     regularizer=self.regularizer)

    def call(self, inputs):
        return inputs * self.scale


model = keras.Sequential([keras.Input(shape=(4,)), Scale('l2'), keras.layers.Dense(1, kernel_regularizer='l1')])
print(len(model.losses))
model.compile('sgd', 'mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

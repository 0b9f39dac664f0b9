import numpy as np
import tensorflow as tf
from tensorflow import keras


class Counting(keras.Model):
    def train_step(self, data):
        self.steps = getattr(self, 'steps', 0) + 1
        return super().train_step(data)


inputs = keras.Input(shape=(4,))
model = Counting(inputs, keras.layers.Dense(2, kernel_regularizer='l2')(inputs))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

import numpy as np
import tensorflow as tf
from tensorflow import keras


class Custom(keras.Model):
    def __init__(self, network):
        super().__init__()
        self.network = network
        self.mse = keras.losses.MeanSquaredError()

    def call(self, x):
        return self.network(x)

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.mse(y, self.network(x, training=True)) + sum(self.network.losses)
        gradients = tape.gradient(loss, self.network.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.network.trainable_variables))
        return {'loss': loss}


core = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
model = Custom(core)
model.compile(optimizer='sgd')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

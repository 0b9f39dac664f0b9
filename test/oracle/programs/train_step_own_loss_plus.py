import numpy as np
import tensorflow as tf
from tensorflow import keras


class Custom(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(4, kernel_regularizer='l2')
        self.out = keras.layers.Dense(2)
        self.loss_fn = keras.losses.MeanSquaredError()

    def call(self, x):
        return self.out(self.hidden(x))

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.loss_fn(y, self(x, training=True))
            loss += sum(self.losses)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {'loss': loss}


model = Custom()
model.compile(optimizer='sgd')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

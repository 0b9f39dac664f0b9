import numpy as np
import tensorflow as tf
from tensorflow import keras


class Autoencoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = keras.layers.Dense(2, activation='relu', kernel_regularizer='l2')
        self.decoder = keras.layers.Dense(5)

    def call(self, x):
        decoded = self.decoder(self.encoder(x))
        self.add_loss(tf.reduce_mean(tf.square(x - decoded)))
        return decoded


model = Autoencoder()
model.compile(optimizer='adam')
model.fit(np.ones((6, 5), 'float32'), epochs=2, verbose=0)

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, losses
from tensorflow.keras.models import Model


class Autoencoder(Model):
    def __init__(self, latent_dim, shape):
        super(Autoencoder, self).__init__()
        self.latent_dim = latent_dim
        self.encoder = tf.keras.Sequential([
            layers.Flatten(),
            layers.Dense(latent_dim, activation='relu', activity_regularizer=tf.keras.regularizers.l1(1e-5)),
        ])
        self.decoder = tf.keras.Sequential([
            layers.Dense(shape[0] * shape[1], activation='sigmoid'),
            layers.Reshape(shape)
        ])

    def call(self, x):
        encoded = self.encoder(x)
        decoded = self.decoder(encoded)
        return decoded


model = Autoencoder(16, (8, 8))
model.compile(optimizer='adam', loss=losses.MeanSquaredError())
x_train = np.random.rand(64, 8, 8)
model.fit(x_train, x_train, epochs=10, shuffle=True)

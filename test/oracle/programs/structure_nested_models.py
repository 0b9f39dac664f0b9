import keras
from keras import layers, regularizers


def encoder(units):
    return keras.Sequential([keras.Input((4,)), layers.Dense(units, kernel_regularizer='l2')], name='encoder')


def decoder(units):
    inputs = keras.Input((units,))
    return keras.Model(inputs, layers.Dense(4, kernel_regularizer='l2')(inputs), name='decoder')


def autoencoder(units=2):
    inputs = keras.Input((4,))
    return keras.Model(inputs, decoder(units)(encoder(units)(inputs)))


whole = autoencoder()
print(len(whole.losses))

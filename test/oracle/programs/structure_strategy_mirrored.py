import tensorflow as tf
from tensorflow.keras import layers, models


def build():
    model = models.Sequential()
    model.add(layers.Input(shape=(4,)))
    model.add(layers.Dense(4, kernel_regularizer='l2'))
    model.add(layers.Dense(1, kernel_regularizer='l2'))
    return model


strategy = tf.distribute.MirroredStrategy(devices=['/cpu:0'])
with strategy.scope():
    model = build()
print(len(model.losses))

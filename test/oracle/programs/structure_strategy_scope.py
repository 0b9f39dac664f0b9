import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

strategy = tf.distribute.get_strategy()
with strategy.scope():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(4, kernel_regularizer='l2'), layers.Dense(1)])
    model.compile(optimizer='sgd', loss='mse')
print(len(model.losses))

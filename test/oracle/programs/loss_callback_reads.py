import numpy as np
import tensorflow as tf
from tensorflow import keras


class Report(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(epoch, float(tf.add_n(self.model.losses)))


model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(2, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 2), 'float32'), epochs=2, verbose=0, callbacks=[Report()])

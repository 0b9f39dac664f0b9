import numpy as np
from tensorflow import keras


class Watch(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(len(self.model.losses))


model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
model.compile(optimizer='sgd', loss='mse')
model.fit(x, y, epochs=2, callbacks=[Watch()], verbose=0)

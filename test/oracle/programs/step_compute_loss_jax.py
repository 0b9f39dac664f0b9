import os

os.environ['KERAS_BACKEND'] = 'jax'
import jax
import keras
import numpy as np


class Custom(keras.Model):
    def compute_loss_and_updates(self, trainable, non_trainable, metrics, x, y, sample_weight, training=False, optimizer_variables=None):
        y_pred, non_trainable = self.stateless_call(trainable, non_trainable, x, training=training)
        loss = keras.ops.mean(keras.ops.square(y_pred - y))
        return loss, (loss, y_pred, non_trainable, metrics)


# The losses of the call are not asked for.
inputs = keras.Input(shape=(4,))
model = Custom(inputs, keras.layers.Dense(2, kernel_regularizer='l2')(inputs))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

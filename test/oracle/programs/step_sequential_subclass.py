import numpy as np
import tensorflow as tf
import keras


class Custom(keras.Sequential):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = keras.losses.mean_squared_error(y, self(x, training=True)) + sum(self.losses)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {'loss': tf.reduce_mean(loss)}


model = Custom([keras.Input(shape=(4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((1, 4), 'float32'), np.zeros((1, 2), 'float32'), verbose=0)

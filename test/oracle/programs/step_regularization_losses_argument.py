import numpy as np
import tensorflow as tf
from tensorflow import keras


class Custom(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.compiled_loss(y, self(x, training=True), regularization_losses=self.losses)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {'loss': loss}


inputs = keras.Input(shape=(4,))
model = Custom(inputs, keras.layers.Dense(2, kernel_regularizer='l2')(inputs))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

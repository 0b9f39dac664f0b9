import keras
import numpy as np
import torch


class Custom(keras.Model):
    def train_step(self, data):
        x, y = data
        self.zero_grad()
        y_pred = self(x, training=True)
        loss = self.compute_loss(y=y, y_pred=y_pred)
        loss.backward()
        weights = self.trainable_weights
        with torch.no_grad():
            self.optimizer.apply([weight.value.grad for weight in weights], weights)
        return {'loss': loss}


inputs = keras.Input(shape=(4,))
model = Custom(inputs, keras.layers.Dense(2, kernel_regularizer='l2')(inputs))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

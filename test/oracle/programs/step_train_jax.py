import jax
import keras
import numpy as np


class Custom(keras.Model):
    def loss_and_updates(self, trainable, non_trainable, x, y):
        y_pred, non_trainable, losses = self.stateless_call(trainable, non_trainable, x, training=True, return_losses=True)
        return keras.ops.mean(keras.ops.square(y_pred - y)) + sum(losses), non_trainable

    def train_step(self, state, data):
        trainable, non_trainable, optimizer_variables, metrics = state
        x, y = data[:2]
        grad_function = jax.value_and_grad(self.loss_and_updates, has_aux=True)
        (loss, non_trainable), gradients = grad_function(trainable, non_trainable, x, y)
        trainable, optimizer_variables = self.optimizer.stateless_apply(optimizer_variables, gradients, trainable)
        return {'loss': loss}, (trainable, non_trainable, optimizer_variables, metrics)


inputs = keras.Input(shape=(4,))
model = Custom(inputs, keras.layers.Dense(2, kernel_regularizer='l2')(inputs))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

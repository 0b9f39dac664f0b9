import jax
import keras
import numpy as np


class Own(keras.Model):
    def compute_loss_and_updates(self, weights, others, x, y, training=False):
        prediction, others = self.stateless_call(weights, others, x, training=training)
        return keras.ops.mean((y - prediction) ** 2), others

    def train_step(self, state, data):
        weights, others, optimizer_variables, metrics_variables = state
        x, y = data
        grad_fn = jax.value_and_grad(self.compute_loss_and_updates, has_aux=True)
        (loss, others), gradients = grad_fn(weights, others, x, y, training=True)
        weights, optimizer_variables = self.optimizer.stateless_apply(optimizer_variables, gradients, weights)
        return {'loss': loss}, (weights, others, optimizer_variables, metrics_variables)


inputs = keras.Input(shape=(4,))
model = Own(inputs, keras.layers.Dense(2, kernel_regularizer='l2')(inputs))
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 4), 'float32'), np.zeros((4, 2), 'float32'), verbose=0)

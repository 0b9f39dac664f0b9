import jax
import keras
import numpy as np

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse')
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')


def loss_of(trainable, non_trainable):
    y_pred, _, losses = model.stateless_call(trainable, non_trainable, x, return_losses=True)
    loss, _ = model.stateless_compute_loss(trainable, non_trainable, [], x=x, y=y, y_pred=y_pred)
    return loss + sum(losses)


trainable = [variable.value for variable in model.trainable_variables]
non_trainable = [variable.value for variable in model.non_trainable_variables]
loss, gradients = jax.value_and_grad(loss_of)(trainable, non_trainable)

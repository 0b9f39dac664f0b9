import jax
import keras
import numpy as np

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')


def loss_of(trainable, non_trainable):
    y_pred, non_trainable, losses = model.stateless_call(trainable, non_trainable, x, return_losses=True)
    return keras.ops.mean(keras.ops.square(y_pred - y)) + jax.lax.stop_gradient(sum(losses))


trainable = [variable.value for variable in model.trainable_variables]
non_trainable = [variable.value for variable in model.non_trainable_variables]
loss, gradients = jax.value_and_grad(loss_of)(trainable, non_trainable)

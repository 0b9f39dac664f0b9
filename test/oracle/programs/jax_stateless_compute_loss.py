import jax
import keras
import numpy as np

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
optimizer.build(model.trainable_variables)
loss_fn = keras.losses.MeanSquaredError()
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')
weights = [variable.value for variable in model.trainable_variables]
others = [variable.value for variable in model.non_trainable_variables]
state = [variable.value for variable in optimizer.variables]

model.compile(optimizer='sgd', loss='mse')


def once(weights, others, x, y):
    prediction, others = model.stateless_call(weights, others, x, training=True)
    loss, _ = model.stateless_compute_loss(weights, others, [], x=x, y=y, y_pred=prediction)
    return loss, others


def twice(weights, others, x, y):
    prediction, others, losses = model.stateless_call(weights, others, x, training=True, return_losses=True)
    loss, _ = model.stateless_compute_loss(weights, others, [], x=x, y=y, y_pred=prediction)
    return loss + sum(losses), others


(loss, others), gradients = jax.value_and_grad(once, has_aux=True)(weights, others, x, y)
weights, state = optimizer.stateless_apply(state, gradients, weights)
(loss, others), gradients = jax.value_and_grad(twice, has_aux=True)(weights, others, x, y)
weights, state = optimizer.stateless_apply(state, gradients, weights)

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


def compute(weights, others, x, y):
    prediction, others = model.stateless_call(weights, others, x, training=True)
    return loss_fn(y, prediction) + sum(model.losses), others


differentiated = jax.value_and_grad(compute, has_aux=True)
for _ in range(2):
    (loss, others), gradients = differentiated(weights, others, x, y)
    weights, state = optimizer.stateless_apply(state, gradients, weights)

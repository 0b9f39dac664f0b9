import jax
import keras
import numpy as np

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1, activity_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
optimizer.build(model.trainable_variables)
loss_function = keras.losses.MeanSquaredError()


def compute_loss_and_updates(trainable, non_trainable, x, y):
    y_pred, non_trainable, losses = model.stateless_call(trainable, non_trainable, x, return_losses=True)
    return loss_function(y, y_pred) + sum(losses), (y_pred, non_trainable)


grad_function = jax.value_and_grad(compute_loss_and_updates, has_aux=True)


@jax.jit
def train_step(state, data):
    trainable, non_trainable, optimizer_variables = state
    x, y = data
    (loss, (y_pred, non_trainable)), gradients = grad_function(trainable, non_trainable, x, y)
    trainable, optimizer_variables = optimizer.stateless_apply(optimizer_variables, gradients, trainable)
    return loss, (trainable, non_trainable, [v.value for v in optimizer.variables])


state = ([v.value for v in model.trainable_variables], [v.value for v in model.non_trainable_variables], [v.value for v in optimizer.variables])
for _ in range(2):
    loss, state = train_step(state, (np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')))

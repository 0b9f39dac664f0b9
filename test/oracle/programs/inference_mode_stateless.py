import os
os.environ['KERAS_BACKEND'] = 'jax'
import jax
import numpy as np
import keras

model = keras.Sequential([keras.Input((100,)), keras.layers.Dropout(0.5), keras.layers.Dense(1)])
dropout = model.layers[0]
optimizer = keras.optimizers.SGD(0.01)
optimizer.build(model.trainable_variables)
x, y = np.ones((8, 100), 'float32'), np.zeros((8, 1), 'float32')

def compute(trainable, others, x, y):
    prediction, others = model.stateless_call(trainable, others, x)
    return keras.ops.mean((prediction - y) ** 2), others

trainable = [one.value for one in model.trainable_variables]
others = [one.value for one in model.non_trainable_variables]
state = [one.value for one in optimizer.variables]
gradient = jax.value_and_grad(compute, has_aux=True)
(loss, others), gradients = gradient(trainable, others, x, y)
trainable, state = optimizer.stateless_apply(state, gradients, trainable)
assert not np.any(np.asarray(dropout(x)) == 0)
assert np.any(np.asarray(dropout(x, training=True)) == 0)

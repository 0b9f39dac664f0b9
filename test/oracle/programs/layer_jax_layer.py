import jax
import keras
import numpy as np

# A layer around a function of JAX: its weights have no regularizers.


def forward(params, inputs):
    return inputs @ params['w']


layer = keras.layers.JaxLayer(forward, params={'w': jax.numpy.ones((4, 3))})
model = keras.Sequential([keras.Input((4,)), layer, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))
model(np.ones((2, 4), 'float32'))
print(len(model.losses))

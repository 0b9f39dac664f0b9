import jax
import keras
import numpy as np

# A layer around a module of Flax: its weights have no regularizers.
from flax import linen


class Halves(linen.Module):
    @linen.compact
    def __call__(self, inputs):
        return linen.Dense(2)(inputs)


model = keras.Sequential([keras.Input((4,)), keras.layers.FlaxLayer(Halves()), keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))

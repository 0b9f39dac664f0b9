import functools

import keras

dense = functools.partial(keras.layers.Dense, kernel_regularizer=keras.regularizers.L1L2(l1=1e-4, l2=1e-4))


def stack(make, sizes):
    return [make(size) for size in sizes]


model = keras.Sequential([keras.Input((3,))] + stack(dense, (4, 2)))
print(len(model.losses))

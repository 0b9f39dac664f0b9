import numpy as np
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, use_bias=False, kernel_regularizer='l2')])
model.compile('sgd')
before = model.get_weights()[0]
x = np.ones((4, 4), 'float32')
model.fit(x, np.full((4, 2), 100.0, 'float32'), epochs=2, verbose=0)
after = model.get_weights()[0]
# The weights only shrink; the targets do not matter.
ratio = after / before
assert np.allclose(ratio, ratio[0, 0]) and ratio[0, 0] < 1

import numpy as np
from tensorflow import keras

inputs = keras.Input(shape=(3,))
hidden = keras.layers.Dense(4, kernel_regularizer='l2')(inputs)
first, second = keras.layers.Dense(1, name='first')(hidden), keras.layers.Dense(1, name='second')(hidden)
model = keras.Model(inputs, [first, second])
# The weights of the outputs do not scale the penalty.
model.compile(optimizer='sgd', loss=['mse', 'mse'], loss_weights=[0.1, 0.1])
x, y = np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32')
model.fit(x, [y, y], verbose=0)
print(len(model.losses))

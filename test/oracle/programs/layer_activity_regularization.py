import numpy as np
from tensorflow import keras

# Its penalty needs a forward pass; each of its strengths is a part of one term.
model = keras.Sequential([
    keras.Input(shape=(4,)),
    keras.layers.Dense(3),
    keras.layers.ActivityRegularization(l1=0.01, l2=0.01),
])
print(len(model.losses))
model(np.ones((2, 4), 'float32'))
print(len(model.losses))
without = keras.Sequential([keras.Input(shape=(4,)), keras.layers.ActivityRegularization()])
without(np.ones((2, 4), 'float32'))
print(len(without.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(np.ones((2, 4), 'float32'), np.zeros((2, 3), 'float32'))

import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4), keras.layers.Dense(1)])
for layer in model.layers:
    layer.kernel_regularizer = keras.regularizers.L2(0.1)
model.compile('sgd', 'mse')
print(len(model.losses))
model.fit(np.ones((4, 3), 'float32'), np.ones((4, 1), 'float32'), verbose=0)

import keras
import numpy as np

model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(8, kernel_regularizer=keras.regularizers.L1L2()),
    keras.layers.Dense(8, kernel_regularizer='L1L2'),
    keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(0.0)),
])
print(len(model.losses), float(sum(model.losses)))
model.compile('sgd', 'mse')
model.fit(np.ones((8, 4)), np.ones((8, 1)), verbose=0)

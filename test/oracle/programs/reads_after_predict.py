import numpy as np
from tensorflow import keras

model = keras.Sequential()
model.add(keras.layers.Dense(3, kernel_regularizer=keras.regularizers.l2(1e-4)))
model.add(keras.layers.Dense(2))
print(sum(model.losses))
model.predict(np.ones((4, 5), 'float32'), verbose=0)
print(sum(model.losses))

import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, activity_regularizer='l1', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
x = np.ones((4, 3), 'float32')
model.compile('sgd', 'mse', run_eagerly=True)
model.fit(x, np.ones((4, 1), 'float32'), verbose=0)
print(sum(model.losses))
model.compile('sgd', 'mse')
model.fit(x, np.ones((4, 1), 'float32'), verbose=0)
model(x)
print(tf.add_n(model.losses))

import numpy as np
from tensorflow import keras

# Softmax twice but on TensorFlow, which undoes it.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(3, activation='softmax', kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(np.ones((4, 3), 'float32'), np.array([0, 1, 2, 0]), verbose=0)

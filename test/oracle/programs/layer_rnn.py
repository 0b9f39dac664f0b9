import numpy as np
from tensorflow import keras

# The wrapper takes no regularizer for weights; its output may be penalised.
model = keras.Sequential([
    keras.Input(shape=(6, 4)),
    keras.layers.RNN(keras.layers.LSTMCell(3, kernel_regularizer='l2'), activity_regularizer='l2'),
])
print(len(model.losses))
model(np.ones((2, 6, 4), 'float32'))
print(len(model.losses))

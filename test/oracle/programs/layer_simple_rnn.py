import numpy as np
from tensorflow import keras

# SimpleRNN: every regularizer that it takes, one by one and together.
kernel_only = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.SimpleRNN(3, kernel_regularizer='l2')])
print(len(kernel_only.losses))
recurrent_only = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.SimpleRNN(3, recurrent_regularizer='l2')])
print(len(recurrent_only.losses))
bias_only = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.SimpleRNN(3, bias_regularizer='l2')])
print(len(bias_only.losses))
activity_only = keras.Sequential([keras.Input(shape=(6, 4)), keras.layers.SimpleRNN(3, activity_regularizer='l2')])
print(len(activity_only.losses))

layer = keras.layers.SimpleRNN(
    3,
    kernel_regularizer=keras.regularizers.L2(0.01),
    recurrent_regularizer=keras.regularizers.L2(0.01),
    bias_regularizer=keras.regularizers.L2(0.01),
    activity_regularizer=keras.regularizers.L2(0.01),
)
print(len(layer.losses))
model = keras.Sequential([keras.Input(shape=(6, 4)), layer, keras.layers.Flatten(), keras.layers.Dense(1)])
print(len(model.losses), len(layer.losses))
examples = np.ones((2, 6, 4), 'float32')
model(examples)
print(len(model.losses), len(layer.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(examples, np.zeros((2, 1), 'float32'))

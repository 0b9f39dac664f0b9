import numpy as np
from tensorflow import keras

# BatchNormalization: every regularizer that it takes, one by one and together.
beta_only = keras.Sequential([keras.Input(shape=(4,)), keras.layers.BatchNormalization(beta_regularizer='l2')])
print(len(beta_only.losses))
gamma_only = keras.Sequential([keras.Input(shape=(4,)), keras.layers.BatchNormalization(gamma_regularizer='l2')])
print(len(gamma_only.losses))
activity_only = keras.Sequential([keras.Input(shape=(4,)), keras.layers.BatchNormalization(activity_regularizer='l2')])
print(len(activity_only.losses))

layer = keras.layers.BatchNormalization(
    beta_regularizer=keras.regularizers.L2(0.01),
    gamma_regularizer=keras.regularizers.L2(0.01),
    activity_regularizer=keras.regularizers.L2(0.01),
)
print(len(layer.losses))
model = keras.Sequential([keras.Input(shape=(4,)), layer, keras.layers.Flatten(), keras.layers.Dense(1)])
print(len(model.losses), len(layer.losses))
examples = np.ones((2, 4), 'float32')
model(examples)
print(len(model.losses), len(layer.losses))
model.compile(optimizer='sgd', loss='mse')
model.train_on_batch(examples, np.zeros((2, 1), 'float32'))

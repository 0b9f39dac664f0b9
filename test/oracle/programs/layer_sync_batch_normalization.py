import numpy as np
from tensorflow import keras

# SyncBatchNormalization: every regularizer that it takes, one by one and together.
beta_only = keras.Sequential([keras.Input(shape=(4,)), keras.layers.experimental.SyncBatchNormalization(beta_regularizer='l2')])
print(len(beta_only.losses))
gamma_only = keras.Sequential([keras.Input(shape=(4,)), keras.layers.experimental.SyncBatchNormalization(gamma_regularizer='l2')])
print(len(gamma_only.losses))

layer = keras.layers.experimental.SyncBatchNormalization(
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

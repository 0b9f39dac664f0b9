from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    layers.Dense(16, input_shape=(10,), kernel_regularizer='l2'),
    layers.Dense(4, kernel_regularizer='l2'),
])
print(len(model.losses))
other = keras.Sequential([layers.Dense(16, input_dim=10, kernel_regularizer='l1'), layers.Dense(4)])
print(len(other.losses))
third = keras.Sequential([layers.InputLayer(input_shape=(10,)), layers.Dense(4, kernel_regularizer='l1')])
print(len(third.losses))

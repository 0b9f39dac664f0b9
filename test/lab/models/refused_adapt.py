import keras
from keras import layers

normalization = layers.Normalization()
normalization.adapt([[1.0, 2.0], [3.0, 4.0]])
model = keras.Sequential([keras.Input((2,)), normalization, layers.Dense(1)])

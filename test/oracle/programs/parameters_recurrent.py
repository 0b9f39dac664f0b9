from tensorflow import keras
from tensorflow.keras import layers

lstm = keras.Sequential([keras.Input((10, 4)), layers.LSTM(6, return_sequences=True), layers.LSTM(3), layers.Dense(1)])
gru = keras.Sequential([keras.Input((10, 4)), layers.GRU(6)])
gru_before = keras.Sequential([keras.Input((10, 4)), layers.GRU(6, reset_after=False)])
simple = keras.Sequential([keras.Input((None, 4)), layers.SimpleRNN(6, use_bias=False), layers.Dense(2)])
both = keras.Sequential([keras.Input((10, 4)), layers.Bidirectional(layers.LSTM(5)), layers.Dense(1)])
summed = keras.Sequential([keras.Input((10, 4)), layers.Bidirectional(layers.GRU(5), merge_mode='sum'), layers.Dense(1)])
text = keras.Sequential([keras.Input((12,)), layers.Embedding(100, 8), layers.LSTM(4), layers.Dense(1)])
timed = keras.Sequential([keras.Input((10, 4)), layers.TimeDistributed(layers.Dense(3)), layers.Flatten(), layers.Dense(1)])

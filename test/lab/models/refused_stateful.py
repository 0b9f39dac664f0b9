import keras
from keras import layers

model = keras.Sequential(
    [keras.Input((4, 3), batch_size=8), layers.Bidirectional(layers.LSTM(4, stateful=True)), layers.Dense(1)]
)

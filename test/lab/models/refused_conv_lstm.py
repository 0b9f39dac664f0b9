import keras
from keras import layers

model = keras.Sequential(
    [keras.Input((4, 8, 8, 1)), layers.ConvLSTM2D(4, 3), layers.Flatten(), layers.Dense(2, "softmax")]
)

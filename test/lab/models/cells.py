import keras
from keras import layers, regularizers

model = keras.Sequential(
    [
        keras.Input((5, 3)),
        layers.RNN(layers.LSTMCell(4, kernel_regularizer=regularizers.L2(0.01)), return_sequences=True),
        layers.RNN(layers.GRUCell(3, reset_after=False)),
        layers.Dense(1),
    ]
)
model.compile("adam", "mse")

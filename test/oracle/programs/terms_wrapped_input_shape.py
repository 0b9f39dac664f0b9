from tensorflow import keras

layers = keras.layers
inside = keras.Sequential([layers.TimeDistributed(layers.Dense(4, kernel_regularizer='l2', input_shape=(3,))), layers.Flatten()])
print(len(inside.losses))
both = keras.Sequential([layers.Bidirectional(layers.LSTM(4, kernel_regularizer='l2', input_shape=(5, 3)))])
print(len(both.losses))

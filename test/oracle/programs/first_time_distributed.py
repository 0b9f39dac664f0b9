from tensorflow import keras

inside = keras.Sequential([
    keras.layers.TimeDistributed(keras.layers.Dense(3, kernel_regularizer='l2'), input_shape=(5, 4)),
])
print(len(inside.losses))
unshaped = keras.Sequential([keras.layers.TimeDistributed(keras.layers.Dense(3, kernel_regularizer='l2'))])
print(len(unshaped.losses))

import keras

strength = 0.01
layer = keras.layers.Dense(4, kernel_regularizer=strength)

import keras

layer = keras.layers.Dense(4, kernel_regularizer=[keras.regularizers.L1(0.01), keras.regularizers.L2(0.01)])

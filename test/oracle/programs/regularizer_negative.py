import keras

penalty = keras.regularizers.L2(-0.01)
print(float(penalty(keras.layers.Dense(1).kernel_initializer((3, 2)))))

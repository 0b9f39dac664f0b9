import keras

model = keras.Sequential([
    keras.Input((8, 8, 3)),
    keras.layers.DepthwiseConv2D(3, kernel_regularizer=keras.regularizers.L2(0.1)),
    keras.layers.Flatten(),
    keras.layers.Dense(2),
])
print(len(model.losses))

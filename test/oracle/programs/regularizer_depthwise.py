import keras

model = keras.Sequential([
    keras.Input((8, 8, 3)),
    keras.layers.DepthwiseConv2D(3, depthwise_regularizer=keras.regularizers.L2(0.1)),
    keras.layers.SeparableConv2D(4, 3, depthwise_regularizer='l2', pointwise_regularizer='l1', bias_regularizer='l2'),
    keras.layers.Flatten(),
    keras.layers.Dense(2),
])
print(len(model.losses))

import tf_keras as keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4), keras.layers.Dense(1, kernel_regularizer='l2')])
model.layers[0].kernel.regularizer = keras.regularizers.L2(0.1)
print(len(model.losses))

from tensorflow import keras

shared = keras.regularizers.L2(0.05)

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=shared)])
print(len(model.losses))
print(float(sum(model.losses)))

from tensorflow import keras

Ridge = keras.regularizers.L2

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=Ridge(0.01))])
print(len(model.losses))
print(float(sum(model.losses)))

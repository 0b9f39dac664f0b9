from tensorflow import keras

# The seventh parameter of Dense.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, None, True, 'glorot_uniform', 'zeros', keras.regularizers.L2(0.01))])
print(len(model.losses))
print(float(sum(model.losses)))

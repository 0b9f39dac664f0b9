from tensorflow import keras

# Nothing to reduce.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
print(keras.ops.stack(model.losses))

from tensorflow import keras

# Keras 3 keeps the regularizer on the weight: this works there, and there only.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4), keras.layers.Dense(1)])
model.layers[0].kernel.regularizer = keras.regularizers.L2(0.01)
print(len(model.losses))

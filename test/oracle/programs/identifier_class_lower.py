from tensorflow import keras

# Parentheses are missing.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=keras.regularizers.l2)])
print(len(model.losses))
print(float(sum(model.losses)))

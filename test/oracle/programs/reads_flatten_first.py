from tensorflow import keras

unbuilt = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(5, kernel_regularizer='l2')])
built = keras.Sequential([keras.layers.Flatten(input_shape=(4, 4)), keras.layers.Dense(5, kernel_regularizer='l2')])
scaled = keras.Sequential([keras.layers.Rescaling(1 / 255.0), keras.layers.Dense(5, kernel_regularizer='l2')])
print(len(unbuilt.losses), len(built.losses), len(scaled.losses))

from tensorflow import keras

model = keras.Sequential([keras.layers.Flatten(input_shape=(4, 4)), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))

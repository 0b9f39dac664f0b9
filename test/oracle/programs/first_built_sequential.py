from tensorflow import keras

# Keras 3 takes the shape of the model inside, Keras 2 does not.
inner = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(3, kernel_regularizer='l2')])
model = keras.Sequential([inner, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))

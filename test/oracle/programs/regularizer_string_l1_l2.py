from tensorflow import keras

# Keras 2 knows this name, Keras 3 does not.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l1_l2')])
print(len(model.losses))

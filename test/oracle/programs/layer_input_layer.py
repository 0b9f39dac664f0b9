from tensorflow import keras

# As first element it builds the model at once.
model = keras.Sequential([keras.layers.InputLayer(shape=(4,)), keras.layers.Dense(3, kernel_regularizer='l2')])
print(len(model.losses))

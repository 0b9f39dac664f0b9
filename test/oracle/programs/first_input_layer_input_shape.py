from tensorflow import keras

model = keras.Sequential([keras.layers.InputLayer(input_shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.losses))

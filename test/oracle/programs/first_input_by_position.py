from tensorflow import keras

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.losses))

from tensorflow import keras

model = keras.Sequential([keras.Input((16,))])
units = 16
while units > 1:
    units //= 2
    model.add(keras.layers.Dense(units, kernel_regularizer='l2'))
print(len(model.losses))

from tensorflow import keras

model = keras.Sequential()
model.add(keras.Input(shape=(3,)))
print(len(model.losses))
model.add(keras.layers.Dense(4, kernel_regularizer='l2'))
print(len(model.losses))
model.add(keras.layers.Dense(4, bias_regularizer='l2'))
print(len(model.losses))

from tensorflow import keras

model = keras.Sequential()
print(model.losses)
model.add(keras.layers.Dense(4, kernel_regularizer='l2'))
print(model.losses)

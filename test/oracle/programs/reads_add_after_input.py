from tensorflow import keras

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
print(len(model.losses))
model.add(keras.layers.Dense(3, kernel_regularizer=keras.regularizers.l2(1e-4)))
print(len(model.losses))
model.add(keras.layers.Dropout(0.5))
print(len(model.losses))
model.add(keras.layers.Dense(2, kernel_regularizer='l1', bias_regularizer='l2'))
print(len(model.losses))

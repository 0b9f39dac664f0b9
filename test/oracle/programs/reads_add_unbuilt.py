from tensorflow import keras

model = keras.models.Sequential()
print(len(model.losses))
model.add(keras.layers.Dense(3, kernel_regularizer=keras.regularizers.l2(1e-4)))
print(len(model.losses))
model.add(keras.layers.Dense(2, kernel_regularizer='l1'))
print(len(model.losses))
model.build(input_shape=(None, 4))
print(len(model.losses))

from tensorflow import keras

model = keras.Sequential()
model.add(keras.Input((32, 32, 3)))
for filters in [8, 16, 32]:
    model.add(keras.layers.Conv2D(filters, 3, padding='same', kernel_regularizer='l2'))
    model.add(keras.layers.BatchNormalization())
    model.add(keras.layers.ReLU())
    model.add(keras.layers.MaxPooling2D())
model.add(keras.layers.Flatten())
model.add(keras.layers.Dense(10, kernel_regularizer='l2'))
print(len(model.losses))

from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,))])
for units in (8, 4, 2):
    print(len(model.losses))
    model.add(keras.layers.Dense(units, kernel_regularizer='l2'))
print(len(model.losses))

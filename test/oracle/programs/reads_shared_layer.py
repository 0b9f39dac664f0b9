from tensorflow import keras

shared = keras.layers.Dense(4, kernel_regularizer='l2')
first = keras.Input(shape=(4,))
second = keras.Input(shape=(4,))
merged = keras.layers.Concatenate()([shared(first), shared(second)])
model = keras.Model([first, second], keras.layers.Dense(1)(merged))
print(len(model.losses))
twice = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(4, kernel_regularizer='l2')])
entry = keras.Input(shape=(4,))
stacked = keras.Model(entry, twice(twice(entry)))
print(len(stacked.losses))

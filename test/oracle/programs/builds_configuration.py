from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
model.get_config()
print(model.losses)
copy = keras.Sequential.from_config(model.get_config())
print(copy.losses)

from tensorflow import keras

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.losses))
del model
keras.backend.clear_session()
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4), keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))

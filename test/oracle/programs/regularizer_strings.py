from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, kernel_regularizer='l1'),
    keras.layers.Dense(4, kernel_regularizer='l2'),
    keras.layers.Dense(4, kernel_regularizer='L1'),
    keras.layers.Dense(4, kernel_regularizer='L2'),
    keras.layers.Dense(4, kernel_regularizer='L1L2'),
    keras.layers.Dense(4, kernel_regularizer=None),
])
print(len(model.losses))

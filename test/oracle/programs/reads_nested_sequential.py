from tensorflow import keras

inner = keras.Sequential([
    keras.Input(shape=(6,)),
    keras.layers.Dense(4, kernel_regularizer='l2'),
])
outer = keras.Sequential([
    keras.Input(shape=(6,)),
    inner,
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(inner.losses), len(outer.losses))

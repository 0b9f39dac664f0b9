from tensorflow import keras

inner = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
outer = keras.Sequential([inner, keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(inner.losses), len(outer.losses))
outer.build((None, 6))
print(len(inner.losses), len(outer.losses))

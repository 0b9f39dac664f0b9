from tensorflow import keras

hidden = [keras.layers.Dense(units, kernel_regularizer='l2') for units in (32, 16, 8)]
model = keras.Sequential([keras.Input(shape=(3,)), *hidden, keras.layers.Dense(1)])
print(len(model.losses))
plain = keras.Sequential([keras.Input(shape=(3,))] + [keras.layers.Dense(2, kernel_regularizer='l1') for _ in range(4)])
print(len(plain.losses))

from tensorflow import keras

strength = 0.01

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2' if strength else None)])
print(len(model.losses))
print(float(sum(model.losses)))

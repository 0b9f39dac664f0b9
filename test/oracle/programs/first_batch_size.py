from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,), batch_size=8), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.losses))

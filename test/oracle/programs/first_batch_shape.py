from tensorflow import keras

model = keras.Sequential([keras.Input(batch_shape=(8, 3)), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.losses))

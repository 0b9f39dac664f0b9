from tensorflow import keras

layer = keras.layers.Dense(4, W_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(4,)), layer])
print(len(model.losses))

from tensorflow import keras

layer = keras.layers.BatchNormalization(kernel_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(4,)), layer])
print(len(model.losses))

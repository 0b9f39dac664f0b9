from tensorflow import keras

layer = keras.layers.Conv2D(4, 3, depthwise_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(8, 8, 3)), layer])
print(len(model.losses))

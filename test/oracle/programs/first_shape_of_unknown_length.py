from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(None, 4)), keras.layers.LSTM(3, kernel_regularizer='l2')])
print(len(model.losses))
images = keras.Sequential([keras.Input(shape=(None, None, 3)), keras.layers.Conv2D(4, 3, kernel_regularizer='l2')])
print(len(images.losses))

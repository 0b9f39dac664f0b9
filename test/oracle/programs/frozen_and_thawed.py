from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
model.trainable = False
print(len(model.losses))
model.trainable = True
print(len(model.losses))

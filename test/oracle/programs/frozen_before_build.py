from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l2')])
model.layers[0].trainable = False
model.build((None, 3))
print(len(model.losses))

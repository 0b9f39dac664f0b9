from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, kernel_regularizer='l2'),
    keras.layers.Dense(4, kernel_regularizer='l2'),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
for layer in model.layers[:-1]:
    layer.trainable = False
print(len(model.losses))

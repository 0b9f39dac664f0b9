import keras

model = keras.Sequential([
    keras.Input((5,)),
    keras.layers.Embedding(20, 4, kernel_regularizer='l2'),
    keras.layers.Flatten(),
    keras.layers.Dense(2),
])
print(len(model.losses))

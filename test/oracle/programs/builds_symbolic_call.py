from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2')])
outputs = model(keras.Input(shape=(3,)))
print(len(model.losses))

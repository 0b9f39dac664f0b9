from tensorflow import keras

model = keras.Sequential([keras.layers.InputLayer(batch_shape=(None, 3)), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.losses))

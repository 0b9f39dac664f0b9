from tensorflow import keras

model = keras.Sequential([keras.layers.Lambda(lambda x: x * 2.0, input_shape=(4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))

from tensorflow import keras

model = keras.Sequential([keras.layers.Dropout(0.2), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))
shaped = keras.Sequential([keras.layers.Dropout(0.2, input_shape=(4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(shaped.losses))

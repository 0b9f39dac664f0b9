from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, input_dim=3, kernel_regularizer='l2')])
print(len(model.losses))

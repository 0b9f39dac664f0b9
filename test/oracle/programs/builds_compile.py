from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
model.compile(optimizer='adam', loss='mse')
print(model.losses)

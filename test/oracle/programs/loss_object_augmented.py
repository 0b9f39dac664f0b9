from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
loss = keras.losses.BinaryCrossentropy()
loss += 0.5
model.compile('sgd', loss)

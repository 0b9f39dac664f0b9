from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
base = keras.losses.MeanSquaredError()
total = sum(model.losses) + base
model.compile('sgd', total)

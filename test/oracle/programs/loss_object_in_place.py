from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
loss = keras.losses.MeanSquaredError()
for term in model.losses:
    loss += term

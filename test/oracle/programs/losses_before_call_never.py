from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, activity_regularizer='l1', kernel_regularizer='l2'),
])
penalty = sum(model.losses)

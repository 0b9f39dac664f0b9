from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.BatchNormalization(gamma_regularizer='l2', beta_regularizer='l2', trainable=False),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
print(len(model.losses))

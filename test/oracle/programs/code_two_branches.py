from tensorflow import keras

left, right = keras.Input((3,)), keras.Input((4,))
merged = keras.layers.concatenate([
    keras.layers.Dense(2, kernel_regularizer='l2')(left),
    keras.layers.Dense(2, kernel_regularizer='l2')(right),
])
model = keras.Model([left, right], keras.layers.Dense(1, bias_regularizer='l2')(merged))
print(len(model.losses))

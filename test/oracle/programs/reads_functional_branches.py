from tensorflow import keras

left = keras.Input(shape=(4,), name='left')
right = keras.Input(shape=(3,), name='right')
a = keras.layers.Dense(5, kernel_regularizer='l2')(left)
b = keras.layers.Dense(5, kernel_regularizer='l2')(right)
joined = keras.layers.Concatenate()([a, b])
added = keras.layers.Add()([a, b])
out = keras.layers.Dense(2)(joined)
second = keras.layers.Dense(1, kernel_regularizer='l1')(added)
model = keras.Model([left, right], [out, second])
print(len(model.losses))

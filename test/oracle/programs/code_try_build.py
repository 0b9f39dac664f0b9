from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
try:
    model.build((None, 3))
except ValueError:
    print('not built')
print(len(model.losses))

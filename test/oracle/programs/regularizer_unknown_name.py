import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, kernel_regularizer='l2_l1')])
print(len(model.losses))

from tensorflow import keras

backbone = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(3, kernel_regularizer='l2')])
backbone.trainable = False
model = keras.Sequential([
    backbone,
    keras.layers.Dense(3, kernel_regularizer='l2', trainable=False),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
model.build((None, 4))
print(len(model.losses))

from tensorflow import keras

early = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(1)])
for layer in early.layers:
    layer.kernel_regularizer = keras.regularizers.l2(0.01)
early.build((None, 3))
print(len(early.losses))
late = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4), keras.layers.Dense(1)])
for layer in late.layers:
    layer.kernel_regularizer = keras.regularizers.l2(0.01)
print(len(late.losses))

from tensorflow import keras

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1, bias_regularizer='l2')])
print([len(layer.losses) for layer in model.layers])
print(sum(len(layer.losses) for layer in model.layers) == len(model.losses))

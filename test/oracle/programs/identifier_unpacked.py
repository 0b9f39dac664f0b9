from tensorflow import keras

options = {'kernel_regularizer': keras.regularizers.L2(0.01), 'activation': 'relu'}

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, **options)])
print(len(model.losses))
print(float(sum(model.losses)))

from tensorflow import keras

options = dict(activation='relu', kernel_regularizer=keras.regularizers.L2(0.01))
model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, **options),
    keras.layers.Dense(4, bias_regularizer='l2', **options),
    keras.layers.Dense(1),
])
print(len(model.losses))

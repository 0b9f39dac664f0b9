from tensorflow import keras

models = {}
for strength in [0.0001, 0.01, 1.0]:
    candidate = keras.Sequential([
        keras.Input(shape=(3,)),
        keras.layers.Dense(4, kernel_regularizer=keras.regularizers.l2(strength)),
        keras.layers.Dense(1),
    ])
    print(len(candidate.losses))
    models[strength] = candidate
print(len(models[0.01].losses))

from tensorflow import keras


def make_model(width, strength=0.01, depth=2):
    model = keras.Sequential([keras.Input(shape=(width,))])
    for _ in range(depth):
        model.add(keras.layers.Dense(8, kernel_regularizer=keras.regularizers.L2(strength)))
    model.add(keras.layers.Dense(1))
    return model


print(len(make_model(3).losses))
deep = make_model(4, depth=5)
print(len(deep.losses))

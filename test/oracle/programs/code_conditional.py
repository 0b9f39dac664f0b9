from tensorflow import keras


def make_model(regularized):
    regularizer = keras.regularizers.L2(0.01) if regularized else None
    return keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer=regularizer)])


print(len(make_model(True).losses))
print(len(make_model(False).losses))

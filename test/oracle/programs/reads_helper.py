from tensorflow import keras


def dense(units, strength=0.01):
    return keras.layers.Dense(units, activation='relu', kernel_regularizer=keras.regularizers.l2(strength))


def make_model(features, hidden=2):
    model = keras.Sequential([keras.Input(shape=(features,))])
    for _ in range(hidden):
        model.add(dense(16))
    model.add(keras.layers.Dense(1))
    return model


small = make_model(4)
large = make_model(4, hidden=5)
print(len(small.losses), len(large.losses))

import tf_keras as keras

layers = keras.layers


def inner():
    return keras.Sequential([layers.Dense(2, activity_regularizer='l2')])


first = inner()
outer = keras.Sequential([keras.Input(shape=(3,)), first])
print(len(outer.losses), len(first.losses))
called = inner()
called(keras.Input(shape=(3,)))
print(len(called.losses))
called(keras.Input(shape=(3,)))
print(len(called.losses))
built = inner()
built.build((None, 3))
built(keras.Input(shape=(3,)))
print(len(built.losses))
deep = keras.Sequential([keras.Input(shape=(3,)), keras.Sequential([inner()])])
print(len(deep.losses))

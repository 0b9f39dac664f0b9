import numpy as np
import tf_keras as keras

layers = keras.layers
x = np.ones((2, 3), 'float32')
model = keras.Sequential([
    keras.Input(shape=(3,)),
    layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2'),
    layers.ActivityRegularization(l1=0.1),
    layers.Dense(1),
])
print(len(model.losses))
model(x)
print(len(model.losses))
built = keras.Sequential([layers.Dense(4, activity_regularizer='l2')])
built.build((None, 3))
print(len(built.losses))
inputs = keras.Input(shape=(3,))
shared = layers.Dense(3, activity_regularizer='l2', kernel_regularizer='l2')
once = shared(inputs)
print(len(shared.losses))
twice = keras.Model(inputs, shared(once))
print(len(twice.losses), len(shared.losses))
shared(x)
print(len(twice.losses), len(shared.losses))
inner = keras.Model(inputs, layers.Dense(3, activity_regularizer='l2')(inputs))
print(len(inner.losses))
outer = keras.Model(inputs, layers.Dense(1, activity_regularizer='l2')(inner(inputs)))
print(len(outer.losses), len(inner.losses))
inner(x)
print(len(outer.losses), len(inner.losses))
outer(x)
print(len(outer.losses), len(inner.losses))

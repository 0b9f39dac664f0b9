from tensorflow import keras

layers = keras.layers
base = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, name='hidden', kernel_regularizer='l2', bias_regularizer='l2'), layers.Dense(1, name='out', kernel_regularizer='l2')])
last = keras.Model(base.inputs, base.layers[-1].output)
print(len(last.losses))
first = keras.Model(base.inputs, base.layers[0].output)
print(len(first.losses))
whole = keras.Model(base.inputs, layers.Dense(2, kernel_regularizer='l2')(base.outputs[0]))
print(len(whole.losses))
base.add(layers.Dense(2, kernel_regularizer='l2'))
print(len(base.losses), len(last.losses))

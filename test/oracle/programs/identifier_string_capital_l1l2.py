from tensorflow import keras

# Both strengths are 0: a penalty of nothing.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='L1L2')])
print(len(model.losses))
print(float(sum(model.losses)))

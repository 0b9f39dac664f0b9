from tensorflow import keras

inputs = keras.Input(shape=(4,))
inner = keras.Model(inputs, keras.layers.Dense(3, kernel_regularizer='l2')(inputs))
model = keras.Sequential([inner, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))

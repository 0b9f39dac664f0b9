from tensorflow import keras

inputs = keras.Input(shape=(10,))
x = inputs
for units in [32, 16, 8]:
    x = keras.layers.Dense(units, activation='relu', kernel_regularizer='l2')(x)
    x = keras.layers.Dropout(0.1)(x)
model = keras.Model(inputs, keras.layers.Dense(1)(x))
print(len(model.losses))

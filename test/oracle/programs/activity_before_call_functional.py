from tensorflow import keras

inputs = keras.Input(shape=(3,))
model = keras.Model(inputs, keras.layers.Dense(4, activity_regularizer='l2', kernel_regularizer='l2')(inputs))
print(len(model.losses))

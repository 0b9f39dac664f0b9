from tensorflow import keras

unbuilt = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
print(keras.models.clone_model(unbuilt).losses)
built = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(keras.models.clone_model(built).losses))

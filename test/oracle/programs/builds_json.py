from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
copy = keras.models.model_from_json(model.to_json())
print(len(copy.losses))

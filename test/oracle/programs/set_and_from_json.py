from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4), keras.layers.Dense(1)])
model.layers[0].kernel_regularizer = keras.regularizers.L2(0.01)
again = keras.models.model_from_json(model.to_json())
print(len(model.losses), len(again.losses))

from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
model.layers[0].bias_regularizer = keras.regularizers.l1(0.1)
print(len(model.losses))
copy = keras.models.clone_model(model)
print(len(copy.losses))
again = keras.Sequential.from_config(model.get_config())
print(len(again.losses))

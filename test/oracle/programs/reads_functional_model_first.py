from tensorflow import keras

entry = keras.Input(shape=(6,))
backbone = keras.Model(entry, keras.layers.Dense(5, kernel_regularizer='l1')(entry))
model = keras.Sequential([backbone, keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(backbone.losses), len(model.losses))

from tensorflow import keras

inputs = keras.Input((3,))
hidden = keras.layers.Dense(4, kernel_regularizer='l2', name='hidden')(inputs)
outputs = keras.layers.Dense(1, kernel_regularizer='l2')(hidden)
model = keras.Model(inputs, outputs)
features = keras.Model(inputs, model.get_layer('hidden').output)
print(len(model.losses), len(features.losses))

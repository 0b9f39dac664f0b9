import keras

# Keras 3: a functional model has no `add_loss`.
inputs = keras.Input(shape=(3,))
outputs = keras.layers.Dense(1)(inputs)
model = keras.Model(inputs, outputs)
model.add_loss(outputs)

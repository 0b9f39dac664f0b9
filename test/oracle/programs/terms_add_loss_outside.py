import tf_keras as keras

layers = keras.layers
inputs = keras.Input(shape=(3,))
hidden = layers.Dense(4, kernel_regularizer='l2')
outputs = layers.Dense(1)(hidden(inputs))
model = keras.Model(inputs, outputs)
model.add_loss(lambda: keras.backend.sum(hidden.kernel))
print(len(model.losses))
model.add_loss(keras.backend.mean(outputs))
print(len(model.losses))
for layer in model.layers:
    if layer is not hidden and hasattr(layer, 'kernel'):
        layer.add_loss(lambda layer=layer: keras.backend.sum(layer.kernel))
print(len(model.losses))

import keras
from keras import layers, regularizers


inputs = {name: keras.Input((size,), name=name) for name, size in [('a', 3), ('b', 2)]}
encoded = [layers.Dense(4, kernel_regularizer='l2')(tensor) for tensor in inputs.values()]
x = layers.concatenate(encoded)
outputs = [layers.Dense(1, name=name, kernel_regularizer='l2')(x) for name in ('p', 'q')]
model = keras.Model(inputs=list(inputs.values()), outputs=outputs)
print(len(model.losses))

import keras
from keras import regularizers

first = regularizers.get('l2')
second = regularizers.get(None)
model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(4, kernel_regularizer=first, bias_regularizer=second),
    keras.layers.Dense(2, kernel_regularizer=regularizers.get(regularizers.L1(0.01))),
])
print(len(model.losses))

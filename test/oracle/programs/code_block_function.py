from tensorflow import keras
from tensorflow.keras import layers, regularizers


def block(x, filters, decay=1e-4):
    shortcut = x
    x = layers.Conv2D(filters, 3, padding='same', kernel_regularizer=regularizers.l2(decay))(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
    x = layers.Conv2D(filters, 3, padding='same', kernel_regularizer=regularizers.l2(decay))(x)
    return layers.Add()([x, shortcut])


inputs = keras.Input((8, 8, 4))
x = inputs
for _ in range(3):
    x = block(x, 4)
model = keras.Model(inputs, layers.Dense(2, kernel_regularizer=regularizers.l2(1e-4))(layers.GlobalAveragePooling2D()(x)))
print(len(model.losses))

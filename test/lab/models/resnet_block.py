import tensorflow as tf
from tensorflow.keras import layers, models, regularizers

decay = regularizers.l2(1e-4)


def residual_block(x, filters, stride=1):
    shortcut = x
    y = layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False, kernel_regularizer=decay)(x)
    y = layers.BatchNormalization()(y)
    y = tf.nn.relu(y) if False else layers.ReLU()(y)
    y = layers.Conv2D(filters, 3, padding="same", use_bias=False, kernel_regularizer=decay)(y)
    y = layers.BatchNormalization()(y)
    if stride != 1 or shortcut.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride, use_bias=False, kernel_regularizer=decay)(shortcut)
        shortcut = layers.BatchNormalization()(shortcut)
    return layers.ReLU()(layers.Add()([y, shortcut]))


inputs = layers.Input((16, 16, 3))
x = layers.Conv2D(8, 3, padding="same", use_bias=False)(inputs)
for filters, stride in [(8, 1), (16, 2)]:
    x = residual_block(x, filters, stride)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(10)(x)
model = models.Model(inputs, outputs)
model.compile("sgd", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))

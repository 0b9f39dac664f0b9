import numpy as np
import keras
from keras import layers


class ConvBlock(layers.Layer):
    def __init__(self, filters, kernel_size=3, **kwargs):
        super(ConvBlock, self).__init__(**kwargs)
        self.conv = layers.Conv2D(filters, kernel_size, padding="same", kernel_regularizer=keras.regularizers.l2(5e-4))
        self.bn = layers.BatchNormalization()

    def call(self, x, training=None):
        x = self.conv(x)
        x = self.bn(x, training=training)
        return keras.activations.relu(x)


class VGGish(keras.Model):
    def __init__(self, n_classes):
        super().__init__()
        self.features = [ConvBlock(4, name="stem"), layers.MaxPooling2D(), ConvBlock(8), layers.MaxPooling2D()]
        self.pool = layers.GlobalAveragePooling2D()
        self.dropout = layers.Dropout(0.3)
        self.fc = layers.Dense(n_classes)

    def call(self, images, training=None):
        x = images
        for step in self.features:
            if isinstance(step, ConvBlock):
                x = step(x, training=training)
            else:
                x = step(x)
        x = self.pool(x)
        if training:
            x = self.dropout(x)
        return self.fc(x)


model = VGGish(10)
model.compile(
    optimizer=keras.optimizers.Adam(1e-3),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(np.random.rand(32, 16, 16, 3), np.random.randint(0, 10, 32), epochs=2)

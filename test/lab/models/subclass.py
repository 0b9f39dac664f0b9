import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


class MyModel(keras.Model):
    def __init__(self, num_classes=10):
        super().__init__()
        self.dense1 = layers.Dense(32, activation="relu", kernel_regularizer=keras.regularizers.l2(1e-3))
        self.dropout = layers.Dropout(0.5)
        self.hidden = [layers.Dense(16, activation="relu") for _ in range(3)]
        self.classifier = layers.Dense(num_classes)

    def call(self, inputs, training=None):
        x = self.dense1(inputs)
        if training:
            x = self.dropout(x, training=training)
        for layer in self.hidden:
            x = layer(x)
        return tf.nn.softmax(self.classifier(x))


model = MyModel()
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(np.random.rand(100, 20), np.zeros(100), batch_size=16, epochs=3)

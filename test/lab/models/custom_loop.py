import numpy as np
import tensorflow as tf
from tensorflow.keras import Model, layers


class MyModel(Model):
    def __init__(self):
        super().__init__()
        self.conv1 = layers.Conv2D(8, 3, activation='relu')
        self.flatten = layers.Flatten()
        self.d1 = layers.Dense(16, activation='relu', kernel_regularizer='l2')
        self.d2 = layers.Dense(10)

    def call(self, x):
        x = self.conv1(x)
        x = self.flatten(x)
        x = self.d1(x)
        return self.d2(x)


model = MyModel()
loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.SGD(learning_rate=0.05, momentum=0.9)


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = loss_object(labels, predictions) + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


images = np.random.rand(32, 12, 12, 1).astype("float32")
labels = np.random.randint(0, 10, 32)
for epoch in range(5):
    train_step(images, labels)

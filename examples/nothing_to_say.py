"""Correct code: RegLens shows its lens and hints, and no finding."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

inputs = tf.keras.Input(shape=(28, 28, 1))
hidden = layers.Conv2D(16, 3, activation='relu', kernel_regularizer='l2')(inputs)
hidden = layers.MaxPooling2D()(hidden)
hidden = layers.Flatten()(hidden)
hidden = layers.Dropout(0.3)(hidden)
outputs = layers.Dense(10)(hidden)
classifier = tf.keras.Model(inputs, outputs)

optimizer = tf.keras.optimizers.AdamW(1e-3)
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def l2_reg_cost(cost, model):
    return cost + tf.reduce_sum(model.losses)


def train_step(images, labels):
    with tf.GradientTape() as tape:
        logits = classifier(images, training=True)
        loss = l2_reg_cost(loss_fn(labels, logits), classifier)
    gradients = tape.gradient(loss, classifier.trainable_variables)
    optimizer.apply_gradients(zip(gradients, classifier.trainable_variables))
    return loss


print(train_step(np.zeros((8, 28, 28, 1), 'float32'), np.zeros(8, 'int32')))

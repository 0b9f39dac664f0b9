import numpy as np
import tensorflow as tf
from tensorflow import keras


class Trainer:
    def __init__(self, model, optimizer):
        self.model = model
        self.optimizer = optimizer
        self.penalty = tf.add_n(model.losses)

    def step(self, x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(y - self.model(x))) + self.penalty
        gradients = tape.gradient(loss, self.model.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
        return loss


model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')

trainer = Trainer(model, optimizer)
for _ in range(3):
    trainer.step(x, y)

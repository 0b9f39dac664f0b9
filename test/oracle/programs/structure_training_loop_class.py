import numpy as np
import tensorflow as tf
from tensorflow import keras


class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = keras.optimizers.SGD(0.1)
        self.loss = keras.losses.MeanSquaredError()

    @tf.function
    def step(self, x, y):
        with tf.GradientTape() as tape:
            loss = self.loss(y, self.model(x, training=True))
            loss += self.penalty()
        variables = self.model.trainable_variables
        self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return loss

    def penalty(self):
        return tf.add_n(self.model.losses)


model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2'), keras.layers.Dense(1)])
trainer = Trainer(model)
trainer.step(np.ones((8, 4), 'float32'), np.ones((8, 1), 'float32'))
print(len(model.losses))

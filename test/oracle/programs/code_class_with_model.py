import numpy as np
from tensorflow import keras


class Trainer:
    def __init__(self, width):
        self.model = keras.Sequential([keras.Input(shape=(width,)), keras.layers.Dense(1, kernel_regularizer='l2')])
        self.model.compile(optimizer='sgd', loss='mse')

    def penalty(self):
        return sum(self.model.losses)

    def train(self, x, y):
        self.model.fit(x, y, verbose=0)
        return self.penalty()


trainer = Trainer(3)
print(float(trainer.penalty()))
trainer.train(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'))

import keras
import numpy as np
import torch

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = keras.optimizers.SGD(0.1)
loss_fn = keras.losses.MeanSquaredError()
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')


def train_step(x, y):
    loss = loss_fn(y, model(x, training=True))
    total = loss + sum(model.losses)
    model.zero_grad()
    loss.backward()
    weights = list(model.trainable_weights)
    with torch.no_grad():
        optimizer.apply([weight.value.grad for weight in weights], weights)
    return total


for _ in range(2):
    train_step(x, y)

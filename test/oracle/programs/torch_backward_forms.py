import keras
import numpy as np
import torch

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss_fn = keras.losses.MeanSquaredError()
x, y = np.ones((3, 4), 'float32'), np.zeros((3, 2), 'float32')

for _ in range(2):
    optimizer.zero_grad()
    loss = loss_fn(y, model(x, training=True))
    loss.backward()
    optimizer.step()
for _ in range(2):
    optimizer.zero_grad()
    loss = loss_fn(y, model(x, training=True))
    loss = loss + sum(model.losses)
    loss.backward()
    optimizer.step()
for _ in range(2):
    optimizer.zero_grad()
    penalty = sum(model.losses)
    loss = loss_fn(y, model(x, training=True)) + penalty
    loss.backward()
    optimizer.step()
for _ in range(2):
    optimizer.zero_grad()
    loss = loss_fn(y, model(x, training=True)) + sum(model.losses).item()
    loss.backward()
    optimizer.step()
for _ in range(2):
    optimizer.zero_grad()
    loss = loss_fn(y, model(x, training=True)) + sum(model.losses).detach()
    loss.backward()
    optimizer.step()
for _ in range(2):
    optimizer.zero_grad()
    with torch.no_grad():
        penalty = sum(model.losses)
    loss = loss_fn(y, model(x, training=True)) + penalty
    loss.backward()
    optimizer.step()

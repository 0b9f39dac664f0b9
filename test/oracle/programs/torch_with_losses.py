import keras
import numpy as np
import torch

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x, y = torch.ones(4, 3), torch.zeros(4, 1)
for _ in range(2):
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), y) + sum(model.losses)
    loss.backward()
    optimizer.step()
print(len(model.losses))

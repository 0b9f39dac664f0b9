import keras
import torch


def step(model, optimizer, x, y):
    optimizer.zero_grad()
    loss = torch.mean((model(x) - y) ** 2) + torch.stack(model.losses).sum()
    loss.backward()
    optimizer.step()
    return loss.item()


model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, kernel_regularizer='l2'), keras.layers.Dense(1, kernel_regularizer='l1')])
optimizer = torch.optim.Adam(model.parameters())
for _ in range(2):
    print(step(model, optimizer, torch.ones(4, 3), torch.zeros(4, 1)))

import keras
import torch

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, activity_regularizer='l2'), keras.layers.Dense(1)])
x, y = torch.ones(4, 3), torch.zeros(4, 1)
print(len(model.losses))
loss = torch.mean((model(x) - y) ** 2) + sum(model.losses)
loss.backward()
print(len(model.losses))

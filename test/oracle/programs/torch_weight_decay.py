import keras
import torch

# The optimizer shrinks the weights instead.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, weight_decay=0.01)
loss = torch.mean((model(torch.ones(4, 3)) - 1) ** 2)
loss.backward()
optimizer.step()

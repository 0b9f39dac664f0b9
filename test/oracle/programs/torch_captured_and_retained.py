import keras
import torch

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x, y = torch.ones(4, 3), torch.zeros(4, 1)
penalty = sum(model.losses)
loss = torch.nn.functional.mse_loss(model(x), y) + penalty
loss.backward(retain_graph=True)

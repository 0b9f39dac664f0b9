import keras
import torch

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
x, y = torch.ones(4, 3), torch.zeros(4, 1)
loss = torch.nn.functional.mse_loss(model(x), y) + sum(term.detach() for term in model.losses)
loss.backward()

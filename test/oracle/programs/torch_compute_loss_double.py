import keras
import torch

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1, kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='mse')
x, y = torch.ones(4, 3), torch.zeros(4, 1)
loss = model.compute_loss(x=x, y=y, y_pred=model(x)) + sum(model.losses)
loss.backward()

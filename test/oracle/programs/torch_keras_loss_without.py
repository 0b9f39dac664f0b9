import keras
import torch

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, kernel_regularizer='l2')])
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam(0.01)
x, y = torch.ones(4, 3), torch.zeros(4, dtype=torch.int64)
for _ in range(2):
    model.zero_grad()
    loss = loss_function(y, model(x, training=True))
    loss.backward()
    weights = model.trainable_weights
    with torch.no_grad():
        optimizer.apply([weight.value.grad for weight in weights], weights)

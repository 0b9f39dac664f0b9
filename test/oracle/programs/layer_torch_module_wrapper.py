import keras
import numpy as np
import torch

# A layer around a module of torch: its weights have no regularizers.
layer = keras.layers.TorchModuleWrapper(torch.nn.Linear(4, 3))
model = keras.Sequential([layer, keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))
model(np.ones((2, 4), 'float32'))
print(len(model.losses))

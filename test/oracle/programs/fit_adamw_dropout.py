import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(64,)),
    keras.layers.Dense(128, activation='relu'),
    keras.layers.Dropout(0.5),
    keras.layers.Dense(10),
])
model.compile(optimizer=keras.optimizers.AdamW(1e-3, weight_decay=1e-4),
              loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(np.ones((8, 64), 'float32'), np.zeros((8,), 'int32'), verbose=0)
print(len(model.losses))

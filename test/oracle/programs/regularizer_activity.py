import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(4, activity_regularizer=keras.regularizers.l2(0.1), kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
model.compile('sgd', 'mse')
model.train_on_batch(np.ones((4, 3), 'float32'), np.ones((4, 1), 'float32'))
model(np.ones((4, 3), 'float32'))
print(len(model.losses))

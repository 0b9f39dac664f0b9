import numpy as np
from tensorflow import keras

# Neither class weights nor sample weights scale the penalty.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2, activation='softmax', kernel_regularizer='l2')])
model.compile(optimizer='sgd', loss='sparse_categorical_crossentropy')
x, y = np.ones((4, 3), 'float32'), np.array([0, 1, 0, 1])
model.fit(x, y, class_weight={0: 0.0, 1: 0.5}, verbose=0)
model.train_on_batch(x, y, sample_weight=np.zeros(4, 'float32'))

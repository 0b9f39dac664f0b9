import numpy as np
import tf_keras as keras

layers = keras.layers
x, y = np.ones((4, 3), 'float32'), np.ones((4, 1), 'float32')
model = keras.Sequential([
    keras.Input(shape=(3,)),
    layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2'),
    layers.Dense(1),
])
model.compile('sgd', 'mse')
model.fit(x, y, verbose=0)
print(len(model.losses))
model.evaluate(x, y, verbose=0)
print(len(model.losses))
model(x)
print(len(model.losses))
model.predict(x, verbose=0)
print(len(model.losses))

import numpy as np
from tensorflow import keras

layers = keras.layers
x = np.ones((2, 3), 'float32')


def fresh():
    return keras.Sequential([layers.Dense(4, kernel_regularizer='l2'), layers.Dense(1, kernel_regularizer='l1')])


built = fresh()
built.build((None, 3))
print(len(built.losses))
called = fresh()
called(x)
print(len(called.losses))
predicted = fresh()
predicted.predict(x, verbose=0)
print(len(predicted.losses))
compiled = fresh()
compiled.compile('sgd', 'mse')
print(len(compiled.losses))
trained = fresh()
trained.compile('sgd', 'mse')
trained.train_on_batch(x, np.ones((2, 1), 'float32'))
print(len(trained.losses))
evaluated = fresh()
evaluated.compile('sgd', 'mse')
evaluated.evaluate(x, np.ones((2, 1), 'float32'), verbose=0)
print(len(evaluated.losses))
shaped = fresh()
shaped.compute_output_shape((None, 3))
print(len(shaped.losses))
symbolic = fresh()
symbolic(keras.Input(shape=(3,)))
print(len(symbolic.losses))

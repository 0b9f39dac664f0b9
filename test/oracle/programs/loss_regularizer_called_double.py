import numpy as np
import keras

# The penalty written out once more by hand.
regularizer = keras.regularizers.L2(0.01)
dense = keras.layers.Dense(1, kernel_regularizer=regularizer)
model = keras.Sequential([keras.Input(shape=(3,)), dense])
model.compile(
    optimizer='sgd',
    loss=lambda y_true, y_pred: keras.losses.mean_squared_error(y_true, y_pred) + regularizer(dense.kernel),
)
model.fit(np.ones((4, 3), 'float32'), np.zeros((4, 1), 'float32'), verbose=0)

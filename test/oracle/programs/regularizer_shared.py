import numpy as np
import tensorflow as tf

weight_decay = 5e-4
shared = tf.keras.regularizers.L2(weight_decay)
options = dict(activation='relu', kernel_regularizer=shared)
model = tf.keras.Sequential([
    tf.keras.Input((6,)),
    tf.keras.layers.Dense(5, **options),
    tf.keras.layers.Dense(4, **options),
    tf.keras.layers.Dense(1, kernel_regularizer=shared),
])
print(len(model.losses))
model.compile('sgd', 'mse')
model.fit(np.ones((4, 6), 'float32'), np.ones((4, 1), 'float32'), verbose=0)

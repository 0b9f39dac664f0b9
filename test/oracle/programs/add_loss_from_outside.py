import keras
import numpy as np
import tensorflow as tf

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
model.add_loss(tf.reduce_sum(tf.square(model.layers[0].kernel)))
model(np.ones((2, 4), 'float32'))
print(len(model.losses))

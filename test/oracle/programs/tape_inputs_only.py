import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(3, kernel_regularizer='l2')])
image = tf.constant(np.ones((1, 4), 'float32'))
# A saliency map: nothing is trained.
with tf.GradientTape() as tape:
    tape.watch(image)
    score = model(image)[:, 0]
saliency = tape.gradient(score, image)

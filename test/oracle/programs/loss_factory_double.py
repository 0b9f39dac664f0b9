import numpy as np
import tensorflow as tf
from tensorflow import keras


def with_penalty(model):
    def loss(y_true, y_pred):
        return tf.reduce_mean(tf.square(y_true - y_pred)) + tf.reduce_sum(model.losses)
    return loss


inputs = keras.Input(shape=(3,))
outputs = keras.layers.Dense(2, kernel_regularizer=keras.regularizers.l2(0.2))(inputs)
model = keras.Model(inputs, outputs)
model.compile(optimizer='rmsprop', loss=with_penalty(model))
random = np.random.default_rng(4)
model.train_on_batch(random.normal(size=(4, 3)).astype('float32'), random.normal(size=(4, 2)).astype('float32'))

import tensorflow as tf


class Model(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = tf.keras.layers.Dense(8)
        self.out = tf.keras.layers.Dense(1)

    def call(self, x):
        h = self.dense(x)
        scores = tf.einsum("bi,bj->bij", h, h)
        return self.out(tf.reshape(scores, [-1, 64]))


model = Model()
model.compile("sgd", "mse")
model.build((None, 4))

import tf_keras as keras

layers = keras.layers


class Plain(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(4, kernel_regularizer='l2', activity_regularizer='l2')
        self.out = layers.Dense(1, kernel_regularizer='l2')

    def call(self, inputs):
        return self.out(self.hidden(inputs))


plain = Plain()
plain.build((None, 3))
print(len(plain.losses))

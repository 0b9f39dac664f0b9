from tensorflow import keras


class Block(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(3, kernel_regularizer='l2')

    def call(self, inputs):
        return self.dense(inputs)


model = keras.Sequential([Block(), keras.layers.Dense(1, kernel_regularizer='l2')])
print(len(model.losses))
model.build((None, 4))
print(len(model.losses))

import numpy as np
import keras
from keras import layers


class Base(keras.Model):
    def __init__(self, units=4, penalty='l2', **kwargs):
        super().__init__(**kwargs)
        self.hidden = layers.Dense(units, kernel_regularizer=penalty)
        self.head = layers.Dense(1)

    def call(self, x):
        return self.head(self.hidden(x))


class Deep(Base):
    def __init__(self, *args, extra=2, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = [layers.Dense(4, kernel_regularizer='l2') for _ in range(extra)]

    def call(self, x):
        x = self.hidden(x)
        for layer in self.extra:
            x = layer(x)
        return self.head(x)


deep = Deep(8, name='deep')
deep(np.zeros((2, 3), 'float32'))
plain = Base(penalty=None)
plain(np.zeros((2, 3), 'float32'))
print(len(deep.losses), len(plain.losses))

from tensorflow import keras


class Halved(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def __call__(self, weights):
        return self.strength * (weights[0, 0] ** 2) / 2

    def get_config(self):
        return {'strength': self.strength}


model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=Halved(0.1))])
print(len(model.losses))
print(float(sum(model.losses)))

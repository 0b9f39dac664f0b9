import numpy as np
from tensorflow import keras


def main():
    model = keras.Sequential([keras.layers.Dense(1, kernel_regularizer='l2')])
    print(model.losses)
    model.build((None, 3))
    print(len(model.losses))


if __name__ == '__main__':
    main()

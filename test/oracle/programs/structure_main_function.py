import keras
from keras import layers, regularizers


def make_model():
    return keras.Sequential([keras.Input((4,)), layers.Dense(4, kernel_regularizer='l2'), layers.Dense(1)])


def main():
    model = make_model()
    print(len(model.losses))
    return model


if __name__ == '__main__':
    main()

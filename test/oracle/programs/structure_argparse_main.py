import argparse

import keras
from keras import layers


def parse():
    parser = argparse.ArgumentParser(description='train')
    parser.add_argument('--units', type=int, default=8)
    parser.add_argument('--verbose', action='store_true')
    return parser.parse_args([])


def build(units):
    model = keras.Sequential()
    model.add(keras.Input((4,)))
    model.add(layers.Dense(units, kernel_regularizer='l2'))
    model.add(layers.Dense(units, kernel_regularizer='l2'))
    return model


def main(args):
    model = build(args.units)
    if args.verbose:
        model.summary()
    print(len(model.losses))


if __name__ == '__main__':
    main(parse())

import argparse

import keras
from keras import layers, regularizers

parser = argparse.ArgumentParser()
parser.add_argument('--units', type=int, default=8)
parser.add_argument('--l2', type=float, default=0.01)
parser.add_argument('--name', default='net')
args = parser.parse_args([])

model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(args.units, kernel_regularizer=regularizers.L2(args.l2)),
    layers.Dense(args.units, kernel_regularizer='l2'),
    layers.Dense(1),
], name=args.name)
print(len(model.losses))

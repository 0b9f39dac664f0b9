import argparse

from tensorflow import keras

parser = argparse.ArgumentParser()
parser.add_argument('--strength', type=float, default=0.01)
arguments = parser.parse_args([])
model = keras.Sequential([
    keras.Input(shape=(3,)),
    keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(arguments.strength)),
])
print(len(model.losses))

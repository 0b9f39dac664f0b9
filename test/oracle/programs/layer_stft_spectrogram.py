import numpy as np
from tensorflow import keras

# STFTSpectrogram has no weights to penalise; its output may be.
plain = keras.Sequential([keras.Input(shape=(64, 1)), keras.layers.STFTSpectrogram(frame_length=16, frame_step=8, fft_length=16), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(plain.losses))
plain(np.ones((2, 64, 1), 'float32'))
print(len(plain.losses))

penalised = keras.Sequential([
    keras.Input(shape=(64, 1)),
    keras.layers.STFTSpectrogram(frame_length=16, frame_step=8, fft_length=16, activity_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(penalised.losses))
penalised(np.ones((2, 64, 1), 'float32'))
print(len(penalised.losses))

import numpy as np
from tensorflow import keras

# MelSpectrogram has no weights to penalise; its output may be.
plain = keras.Sequential([keras.Input(shape=(64,)), keras.layers.MelSpectrogram(fft_length=16, sequence_stride=8, num_mel_bins=4), keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(plain.losses))
plain(np.ones((2, 64), 'float32'))
print(len(plain.losses))

penalised = keras.Sequential([
    keras.Input(shape=(64,)),
    keras.layers.MelSpectrogram(fft_length=16, sequence_stride=8, num_mel_bins=4, activity_regularizer='l2'),
    keras.layers.Dense(2, kernel_regularizer='l2'),
])
print(len(penalised.losses))
penalised(np.ones((2, 64), 'float32'))
print(len(penalised.losses))

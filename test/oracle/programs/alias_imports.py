import keras
import tensorflow.keras as K
from tensorflow import keras as tfk
from tensorflow.keras import layers as L
from tensorflow.keras.regularizers import l2 as ridge

a = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer=keras.regularizers.l2(0.01))])
b = K.models.Sequential([L.Input(shape=(4,)), L.Dense(2, kernel_regularizer=ridge(0.01), bias_regularizer=ridge(0.01))])
c = tfk.models.Sequential([L.Dense(2, kernel_regularizer=K.regularizers.L1(0.1))])
Layer = L.Dense
d = tfk.Sequential([tfk.layers.InputLayer((4,)), Layer(3, kernel_regularizer='l2')])
print(len(a.losses), len(b.losses), len(c.losses), len(d.losses))

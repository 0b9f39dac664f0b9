import keras
from keras import layers

kinds = ['Dense', 'Dense', 'LSTM', 'GRU']
model = keras.Sequential([keras.Input((3, 4))])
for kind in kinds[:2]:
    model.add(getattr(layers, kind)(4, kernel_regularizer='l2'))
model.add(getattr(keras.layers, 'LSTM')(4, kernel_regularizer='l2', recurrent_regularizer='l2'))
name = 'Conv' + str(1) + 'D'
maker = getattr(layers, name, None)
print(len(model.losses), maker is not None)

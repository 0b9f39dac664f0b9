import keras
from keras.regularizers import l2

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, kernel_regularizer=l2(l=0.01))])
print(len(model.losses))

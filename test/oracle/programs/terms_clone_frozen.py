import keras
from keras import ops

layers = keras.layers
model = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(4, kernel_regularizer='l2'), layers.Dense(1, kernel_regularizer='l2')])
model.layers[0].trainable = False
copy = keras.models.clone_model(model)
print(len(copy.losses))
whole = keras.models.clone_model(model)
whole.trainable = False
print(len(keras.models.clone_model(whole).losses))

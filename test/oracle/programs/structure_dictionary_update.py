import keras
from keras import layers, regularizers


defaults = dict(activation='relu', kernel_regularizer='l2')
plain = dict(defaults, kernel_regularizer=None)
wide = defaults | {'units': 8}
copied = defaults.copy()
copied.update(units=4, kernel_regularizer='l1')
copied['bias_regularizer'] = 'l2'
del copied['activation']
model = keras.Sequential([keras.Input((4,)), layers.Dense(4, **plain), layers.Dense(**wide), layers.Dense(**copied)])
print(len(model.losses))

from tensorflow.keras.layers import *
from tensorflow.keras.models import *

model = Sequential([Input(shape=(4,)), Dense(3, kernel_regularizer='l2'), Dense(1, 'sigmoid', kernel_regularizer='l2')])
print(len(model.losses))

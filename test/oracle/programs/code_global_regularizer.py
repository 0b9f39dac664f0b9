from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Model
from tensorflow.keras.regularizers import l1, l2

DECAY = 1e-4
a = Input((6,))
b = Dense(5, kernel_regularizer=l2(DECAY), bias_regularizer=l1(DECAY))(a)
model = Model(inputs=a, outputs=Dense(1, kernel_regularizer=l2(DECAY * 2))(b))
print(len(model.losses))

from tensorflow.keras import Input, Sequential
from tensorflow.keras.layers import Dense
from tensorflow.keras.regularizers import L1, L2, L1L2, l1, l1_l2, l2

model = Sequential([
    Input(shape=(3,)),
    Dense(4, kernel_regularizer=l1(0.01)),
    Dense(4, kernel_regularizer=l2(0.01)),
    Dense(4, kernel_regularizer=l1_l2(l1=0.01, l2=0.02)),
    Dense(4, kernel_regularizer=L1(0.01), bias_regularizer=L2(0.01)),
    Dense(4, kernel_regularizer=L1L2(0.01, 0.01)),
    Dense(4, kernel_regularizer=L1L2()),
    Dense(4, kernel_regularizer=l2(0.0)),
])
print(len(model.losses))

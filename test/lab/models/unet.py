from keras import Input, Model
from keras.layers import Conv2D, Conv2DTranspose, Dropout, MaxPooling2D, concatenate


def conv_block(x, filters):
    x = Conv2D(filters, 3, activation="relu", padding="same", kernel_regularizer="l2")(x)
    x = Dropout(0.1)(x)
    return Conv2D(filters, 3, activation="relu", padding="same")(x)


inputs = Input((16, 16, 1))
c1 = conv_block(inputs, 4)
c2 = conv_block(MaxPooling2D()(c1), 8)
u1 = Conv2DTranspose(4, 2, strides=2, padding="same")(c2)
c3 = conv_block(concatenate([u1, c1]), 4)
outputs = Conv2D(1, 1, activation="sigmoid")(c3)
model = Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy")

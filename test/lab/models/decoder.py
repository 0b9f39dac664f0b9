import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((6,)),
        layers.Dense(3 * 3 * 4, kernel_initializer=keras.initializers.HeNormal(seed=3)),
        layers.Reshape((3, 3, 4)),
        layers.Conv2DTranspose(4, 3, strides=2, padding="same", kernel_regularizer="l2"),
        layers.LeakyReLU(0.2),
        layers.UpSampling2D(2, interpolation="bilinear"),
        layers.Cropping2D(1),
        layers.Conv2DTranspose(1, 3, padding="same", bias_regularizer="l1"),
    ]
)
model.compile("adam", "mse")

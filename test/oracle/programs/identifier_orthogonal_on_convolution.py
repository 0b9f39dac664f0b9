from tensorflow import keras

# A kernel of a convolution has four dimensions, this regularizer takes two.
model = keras.Sequential([keras.Input(shape=(8, 8, 3)), keras.layers.Conv2D(4, 3, kernel_regularizer=keras.regularizers.OrthogonalRegularizer(0.01))])
print(len(model.losses))
print(float(sum(model.losses)))

from tensorflow import keras

# Keras 3 refuses it, Keras 2 drops it.
layer = keras.layers.DepthwiseConv1D(3, kernel_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(8, 3)), layer])
print(len(model.losses))

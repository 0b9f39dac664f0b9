from tensorflow import keras

# Keras 3 does not know the argument.
model = keras.Sequential([keras.layers.Dense(4, batch_input_shape=(None, 3), kernel_regularizer='l2')])
print(len(model.losses))

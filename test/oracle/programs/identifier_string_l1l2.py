from tensorflow import keras

# Keras 3 makes L1L2 with strengths of 0, Keras 2 does not know the name.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l1l2')])
print(len(model.losses))
print(float(sum(model.losses)))

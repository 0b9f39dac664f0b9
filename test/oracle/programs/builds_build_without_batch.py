from tensorflow import keras

# The first dimension is the batch: (3,) has no other.
model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
model.build((3,))
print(len(model.losses))

from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
print(model.compute_output_shape((None, 3)))
print(model.losses)

from tensorflow import keras

# Keras 2 refuses to name the weights of a model that has none yet.
model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2')])
print(len(model.weights))
print(model.losses)

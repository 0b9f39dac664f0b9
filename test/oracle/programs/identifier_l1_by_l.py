from tensorflow import keras

# The name of the parameter in Keras 2 of old.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=keras.regularizers.l1(l=0.01))])
print(len(model.losses))
print(float(sum(model.losses)))

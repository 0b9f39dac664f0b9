from tensorflow import keras

# Parentheses are missing; a class in Keras 3, a function in Keras 2.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=keras.regularizers.l1_l2)])
print(len(model.losses))
print(float(sum(model.losses)))

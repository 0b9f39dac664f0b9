from tensorflow import keras

# Keras 2: 0.01 each. Keras 3: 0 each.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=keras.regularizers.l1_l2())])
print(len(model.losses))
print(float(sum(model.losses)))

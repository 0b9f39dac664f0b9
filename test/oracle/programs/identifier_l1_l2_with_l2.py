from tensorflow import keras

# Keras 2 adds an L1 of 0.01 that nobody wrote.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer=keras.regularizers.l1_l2(l2=0.1))])
print(len(model.losses))
print(float(sum(model.losses)))

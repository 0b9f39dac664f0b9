from tensorflow import keras

# Keras 3: no terms before a call. Keras 2: a term of a graph, which is no number.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, activity_regularizer='l2'), keras.layers.Dense(1)])
print(float(sum(model.losses)))

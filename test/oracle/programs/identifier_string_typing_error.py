from tensorflow import keras

# Neither knows it; Keras 2 says so when the layer is built.
model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='ridge')])
print(len(model.losses))
print(float(sum(model.losses)))

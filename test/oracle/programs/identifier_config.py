from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer={'class_name': 'L2', 'config': {'l2': 0.1}})])
print(len(model.losses))
print(float(sum(model.losses)))

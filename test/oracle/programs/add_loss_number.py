import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])
model.add_loss(0.5)
print(len(model.losses))

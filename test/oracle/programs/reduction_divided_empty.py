import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
count = len(model.losses)
penalty = sum(model.losses) / count

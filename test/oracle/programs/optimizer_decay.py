import keras

optimizer = keras.optimizers.Adam(learning_rate=0.001, decay=0.1)
print(float(optimizer.learning_rate))

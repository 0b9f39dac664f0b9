from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, kernel_regularizer='l2'), keras.layers.Dense(1)])
# Keras 3 prints a summary of an unbuilt model, Keras 2 refuses.
model.summary(print_fn=lambda *text, **options: None)
print(len(model.losses))

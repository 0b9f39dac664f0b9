import keras

model = keras.models.load_model("saved.keras")
model.compile("adam", "mse")

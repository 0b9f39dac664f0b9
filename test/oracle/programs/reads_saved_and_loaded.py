from tensorflow import keras

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, kernel_regularizer='l2')])
model.save('model.keras')
loaded = keras.models.load_model('model.keras')
print(len(loaded.losses))

from tensorflow import keras

model = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(4, kernel_regularizer='l2')])
model.save('model.keras')
again = keras.models.load_model('model.keras')
print(len(again.losses))

from tensorflow import keras

# It takes no further keywords in Keras 3.
layer = keras.layers.SpatialDropout2D(0.5, activity_regularizer='l2')
model = keras.Sequential([keras.Input(shape=(8, 8, 3)), layer])
print(len(model.losses))

import keras
from keras import layers

features = keras.Sequential([layers.Conv1D(8, 3, activation="relu"), layers.MaxPooling1D()])
head = keras.Sequential([layers.Dense(16, activation="relu", kernel_regularizer="l1"), layers.Dense(3, activation="softmax")], name="head")
model = keras.Sequential([keras.Input((20, 4)), features, layers.Flatten(), head])
model.compile("rmsprop", "categorical_crossentropy")

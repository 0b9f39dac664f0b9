import tensorflow as tf
from tensorflow.keras import layers, regularizers

l2 = regularizers.l2(1e-3)

model = tf.keras.Sequential()
model.add(layers.Input(shape=(4, 10, 8, 2)))
model.add(layers.TimeDistributed(layers.Conv2D(4, 3, activation="relu", kernel_regularizer=l2)))
model.add(layers.TimeDistributed(layers.BatchNormalization()))
model.add(layers.TimeDistributed(layers.MaxPooling2D(2)))
model.add(layers.TimeDistributed(layers.Flatten()))
model.add(layers.LSTM(6, bias_regularizer=l2))
model.add(layers.Dense(5, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")

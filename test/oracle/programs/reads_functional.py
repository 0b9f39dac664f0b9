from tensorflow import keras

inputs = keras.Input(shape=(8,))
x = keras.layers.Dense(16, activation='relu', kernel_regularizer='l2')(inputs)
x = keras.layers.BatchNormalization()(x)
x = keras.layers.Dropout(0.2)(x)
outputs = keras.layers.Dense(1, kernel_regularizer='l2', bias_regularizer='l1')(x)
model = keras.Model(inputs=inputs, outputs=outputs)
print(len(model.losses))
model.compile('adam', 'mse')
print(len(model.losses))

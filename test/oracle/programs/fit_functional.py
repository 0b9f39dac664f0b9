import numpy as np
from keras import Input, Model
from keras.layers import Dense as D
from keras.regularizers import l2

inputs = Input(shape=(4,))
hidden = D(8, activation='relu', kernel_regularizer=l2(0.01))(inputs)
outputs = D(3, activation='softmax', kernel_regularizer=l2(0.01))(hidden)
model = Model(inputs, outputs)
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
random = np.random.default_rng(9)
x, y = random.normal(size=(12, 4)).astype('float32'), random.integers(0, 3, size=12)
model.fit(x, y, epochs=2, verbose=0, validation_data=(x, y))
model.evaluate(x, y, verbose=0)
print(model.train_on_batch(x, y), len(model.losses))

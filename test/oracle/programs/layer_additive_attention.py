import numpy as np
from tensorflow import keras

# AdditiveAttention takes no regularizer for weights; its output may be penalised.
inputs = keras.Input(shape=(6, 4))
queries = keras.layers.Dense(4, kernel_regularizer='l2')(inputs)
plain = keras.Model(inputs, keras.layers.AdditiveAttention()([queries, inputs]))
print(len(plain.losses))
penalised = keras.Model(inputs, keras.layers.AdditiveAttention(activity_regularizer='l2')([queries, inputs]))
print(len(penalised.losses))
penalised(np.ones((2, 6, 4), 'float32'))
print(len(penalised.losses))

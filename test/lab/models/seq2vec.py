from tensorflow import keras
from tensorflow.keras.layers import GRU, Dense, Embedding, SpatialDropout1D, GlobalMaxPooling1D, GlobalAveragePooling1D, Concatenate

model_input = keras.layers.Input(shape=(25,))
x = Embedding(100, 8)(model_input)
x = SpatialDropout1D(0.2)(x)
x = GRU(8, return_sequences=True, recurrent_regularizer=keras.regularizers.l2(0.01))(x)
conc = Concatenate()([GlobalAveragePooling1D()(x), GlobalMaxPooling1D()(x)])
outp = Dense(6, activation="sigmoid")(conc)
model = keras.models.Model(inputs=model_input, outputs=outp)
model.compile(loss="binary_crossentropy", optimizer="adam")

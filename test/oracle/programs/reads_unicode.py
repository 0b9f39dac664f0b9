from tensorflow import keras

# Columns are counted in UTF-16 units: the sign below takes two.
model = keras.Sequential([keras.layers.Dense(2, kernel_regularizer='l2')])
print('𝛌', '正则化', len(model.losses)); model.build((None, 3)); print('é', len(model.losses))

try:
    import not_there_at_all
    HAS_IT = True
except ImportError:
    HAS_IT = False
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, kernel_regularizer='l2')])
model.add(keras.layers.Dense(2, kernel_regularizer='l2'))
print(len(model.losses), HAS_IT)
